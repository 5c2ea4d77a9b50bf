import type { Text } from '../locale.ts';

/** One way of counting what happened in tracked pools. */
export interface Definition {
  id: DefinitionId;
  label: Text;
  /** The rule in a sentence or two, in our words. */
  method: Text;
  /** Where another house states its rule; null for a plain way of counting. */
  source: string | null;
}

export type DefinitionId =
  | 'fills'
  | 'trades'
  | 'transactions'
  | 'dune'
  | 'defillama'
  | 'tokentape'
  | 'tokentape-adjusted';
