import type { Api, Query } from './api/api.ts';
import { ApiError } from './api/api-error.ts';

/** Codes by which the API says that a window holds more than it measures at once. */
const TOO_MUCH = new Set(['WINDOW_TOO_LARGE', 'COST_EXCEEDED', 'DEADLINE_EXCEEDED', 'OVERLOADED']);

/** Asks for a part of a page that is measured fill by fill; null where that is too much for one answer. */
export async function askMeasured<Answer, Variables extends object>(
  api: Api,
  query: Query<Answer, Variables>,
  variables: Variables,
): Promise<Answer | null> {
  try {
    return await api.ask(query, variables);
  } catch (error) {
    if (error instanceof ApiError && error.code !== undefined && TOO_MUCH.has(error.code)) return null;
    throw error;
  }
}
