/** Additive sums of stock tokens over days: every ratio is divided from these. */
export interface StatsRow {
  volumeUsd: string;
  /** The part that counts in a total over several tickers: a stock–stock trade once. */
  volumeInTotalUsd: string;
  buyUsd: string;
  sellUsd: string;
  trades: number;
  fills: number;
  transactions: number;
  passthroughs: number;
  buys: number;
  sells: number;
  unpricedTrades: number;
}

/** The sums as a select list over `asset_day d`. */
export const STATS_COLUMNS = `
  coalesce(sum(d.volume_usd), 0) AS "volumeUsd",
  coalesce(sum(d.volume_in_total_usd), 0) AS "volumeInTotalUsd",
  coalesce(sum(d.buy_usd), 0) AS "buyUsd",
  coalesce(sum(d.sell_usd), 0) AS "sellUsd",
  coalesce(sum(d.trades), 0)::int AS trades,
  coalesce(sum(d.fills), 0)::int AS fills,
  coalesce(sum(d.transactions), 0)::int AS transactions,
  coalesce(sum(d.passthroughs), 0)::int AS passthroughs,
  coalesce(sum(d.buys), 0)::int AS buys,
  coalesce(sum(d.sells), 0)::int AS sells,
  coalesce(sum(d.unpriced_trades), 0)::int AS "unpricedTrades"`;

/** A window of whole UTC days, both included. */
export interface Window {
  from: string;
  to: string;
}
