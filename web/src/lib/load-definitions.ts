import type { DefinitionId } from '@tokentape/core/definitions/definition.ts';
import type { Api } from './api/api.ts';
import { ApiError } from './api/api-error.ts';
import { type Definitions, type DefinitionsScope, definitionsQuery } from './api/definitions-query.ts';
import { bridgeStart } from './definition.ts';

/**
 * The scope under every counting rule; null for one that does not exist, undefined where the API refuses to read so many
 * fills for one answer, so that a page over a long window shows everything else.
 */
export async function loadDefinitions(
  api: Api,
  scope: Omit<DefinitionsScope, 'bridgeFrom'>,
  chosen: DefinitionId,
): Promise<Definitions | null | undefined> {
  try {
    return (await api.ask(definitionsQuery, { ...scope, bridgeFrom: bridgeStart(chosen) })).definitions;
  } catch (error) {
    if (error instanceof ApiError && TOO_MUCH.has(error.code ?? '')) return undefined;
    throw error;
  }
}

const TOO_MUCH = new Set(['WINDOW_TOO_LARGE', 'DEADLINE_EXCEEDED', 'COST_EXCEEDED', 'OVERLOADED']);
