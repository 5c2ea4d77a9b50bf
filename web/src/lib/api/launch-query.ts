import type { Query } from './api.ts';

export interface LaunchDay {
  day: string;
  volumeUsd: string;
  adjustedVolumeUsd: string;
  traders: number;
  newTraders: number;
  trades: number;
  pools: number;
  poolsUnder20Trades: number;
  zeroLiquidityPools: number;
  publishedVolumeUsd: string | null;
  publishedTraders: number | null;
  publishedNewTraders: number | null;
  publishedTrades: number | null;
}

export interface LaunchTicker {
  day: string;
  asset: { id: string; symbol: string };
  volumeUsd: string;
  adjustedVolumeUsd: string;
  traders: number;
  newTraders: number;
  trades: number;
  share: string | null;
  pools: number;
  poolsUnder20Trades: number;
  zeroLiquidityPools: number;
  buySlippage1k: string | null;
  sellSlippage1k: string | null;
  buySlippage10k: string | null;
  sellSlippage10k: string | null;
  /** The parts that curves cause; known without a slippage, only the fee is not known. */
  buyImpact1k: string | null;
  sellImpact1k: string | null;
  buyImpact10k: string | null;
  sellImpact10k: string | null;
  /** Pools of which not even the curve is known. */
  unknownCurves: number;
  publishedVolumeUsd: string | null;
}

export interface Reconciliation {
  day: string;
  quantity: string;
  rule: string;
  published: string | null;
  computed: string;
  difference: string | null;
}

export interface LaunchReport {
  simulated: boolean;
  label: string;
  pools: number;
  poolsUnder20Trades: number;
  zeroLiquidityPools: number;
  topTickersShare: string | null;
  days: LaunchDay[];
  tickers: LaunchTicker[];
  reconciliation: Reconciliation[];
}

/** The launch statistics, per day and ticker, beside what was published. */
export const launchQuery: Query<
  { launchReport: LaunchReport },
  { issuer: string; chain: string; from: string; days: number }
> = {
  document: `query Launch($issuer: String, $chain: String, $from: Day, $days: Int) {
    launchReport(issuer: $issuer, chain: $chain, from: $from, days: $days) {
      simulated label pools poolsUnder20Trades zeroLiquidityPools topTickersShare
      days {
        day volumeUsd adjustedVolumeUsd traders newTraders trades pools poolsUnder20Trades zeroLiquidityPools
        publishedVolumeUsd publishedTraders publishedNewTraders publishedTrades
      }
      tickers {
        day asset { id symbol } volumeUsd adjustedVolumeUsd traders newTraders trades share pools poolsUnder20Trades zeroLiquidityPools
        buySlippage1k sellSlippage1k buySlippage10k sellSlippage10k
        buyImpact1k sellImpact1k buyImpact10k sellImpact10k unknownCurves publishedVolumeUsd
      }
      reconciliation { day quantity rule published computed difference }
    }
  }`,
};
