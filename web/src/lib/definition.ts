import type { DefinitionId } from '@tokentape/core/definitions/definition.ts';
import { definitionIds } from '@tokentape/core/definitions/definitions.ts';

/** The rule that a page counts by unless its address says otherwise. */
export const OWN_DEFINITION: DefinitionId = 'tokentape';

/** The counting rule that the address asks for (`?definition=`); what cannot be read is ours. */
export function readDefinition(parameters: Pick<URLSearchParams, 'get'>): DefinitionId {
  const asked = parameters.get('definition');
  return definitionIds.find((id) => id === asked) ?? OWN_DEFINITION;
}

/** Where the bridge of a page begins: at the chosen rule, or at the fills when that is ours already. It ends at ours. */
export const bridgeStart = (chosen: DefinitionId): DefinitionId => (chosen === OWN_DEFINITION ? 'fills' : chosen);
