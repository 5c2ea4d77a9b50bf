import type { Decimal } from '../decimal.ts';

/** What lies between the rules, counted from the fills of a scope; a leg is a fill as seen by one of its stock tokens. */
export interface DefinitionSums {
  fills: number;
  fillsUsd: Decimal;
  transactions: number;
  /** Distinct wallets that received fills. */
  owners: number;
  /** Signers that received none. */
  signersOnly: number;
  /** Wallets that received fills and signed none of the transactions. */
  ownersOnly: number;
  /** Fills on days of pools that W2 flags. */
  flaggedDayFills: number;
  flaggedDayUsd: Decimal;
  /** Other fills, of EVM pools that hold too little for DefiLlama's rule. */
  smallPoolFills: number;
  smallPoolUsd: Decimal;
  /** Second legs of stock-for-stock fills, where the scope has both tickers. */
  secondLegs: number;
  secondLegsUsd: Decimal;
  /** Legs whose net is zero, and wallets that did nothing else. */
  passthroughLegs: number;
  passthroughUsd: Decimal;
  passthroughTraders: number;
  /** Legs beyond the first of a trade, and what the priced trades are worth less than their legs. */
  nettedLegs: number;
  nettedUsd: Decimal;
  /** Priced legs of trades that have one without a price. */
  unpricedUsd: Decimal;
  /** What counts for a second ticker and not in the total. */
  onceUsd: Decimal;
  /** What the wash rules flag of the total. */
  flaggedUsd: Decimal;
}
