import type { Query } from './api.ts';
import type { DayWindow } from './types.ts';

/** One rule's answer, over a window or a day. */
export interface DefinitionFigures {
  volumeUsd: string;
  count: number | null;
  traders: number | null;
}

export interface DefinitionRule extends DefinitionFigures {
  id: string;
  source: string | null;
  daily: (DefinitionFigures & { day: string })[];
}

export interface BridgeStep {
  id: string;
  labelEn: string;
  labelZhHant: string;
  labelZhHans: string;
  volumeUsd: string;
  count: number;
  traders: number;
}

/** A scope under every counting rule, and the way from the chosen one to ours. */
export interface Definitions {
  from: string;
  to: string;
  rules: DefinitionRule[];
  bridge: BridgeStep[];
}

/** What is counted: everything, or a part of it. */
export interface DefinitionsScope extends DayWindow {
  asset?: string | undefined;
  issuer?: string | undefined;
  chain?: string | undefined;
  pool?: string | undefined;
  bridgeFrom: string;
}

/** Null for a scope that does not exist. */
export const definitionsQuery: Query<{ definitions: Definitions | null }, DefinitionsScope> = {
  document: `query Definitions(
    $asset: String, $issuer: String, $chain: String, $pool: String, $from: Day, $to: Day, $bridgeFrom: String!
  ) {
    definitions(asset: $asset, issuer: $issuer, chain: $chain, pool: $pool, from: $from, to: $to) {
      from to
      rules { id source volumeUsd count traders daily { day volumeUsd count traders } }
      bridge(from: $bridgeFrom, to: "tokentape") { id labelEn labelZhHant labelZhHans volumeUsd count traders }
    }
  }`,
};
