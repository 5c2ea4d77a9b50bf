import type { ScopeDays } from '../../../api/src/overview.ts';
import type { FillKey, FillRow } from '../../../api/src/queries/fill-row.ts';
import type { Window } from '../../../api/src/queries/stats.ts';
import type { Market } from './market.ts';
import { keyOf } from './ours.ts';

const DAY_MS = 86_400_000;

/** Amounts as every engine writes them once trailing zeros are gone. */
const plain = (amount: string): string => (amount.includes('.') ? amount.replace(/\.?0+$/, '') : amount);

/** Cells of an overview as lines in a fixed order: `asset day volume trades traders`. */
export function overviewLines(market: Market, { from }: Window, series: readonly ScopeDays[]): string[] {
  const start = Date.parse(`${from}T00:00:00Z`);
  const lines = series.flatMap(({ volumeUsd, trades, traders }, ticker) =>
    trades.flatMap((count, day) => {
      if (count === 0) return [];
      const text = new Date(start + day * DAY_MS).toISOString().slice(0, 10);
      return [`${market.tickers[ticker]!.assetKey} ${text} ${plain(volumeUsd[day]!)} ${count} ${traders[day]}`];
    }),
  );
  return lines.sort();
}

/** The same from rows `asset, day, volume, trades, traders`. */
export const overviewRows = (rows: readonly unknown[][]): string[] =>
  rows.map(([asset, day, usd, trades, traders]) => `${asset} ${day} ${plain(String(usd))} ${trades} ${traders}`).sort();

export const tradersLines = (counts: ReadonlyMap<number, number>): string[] =>
  [...counts]
    .filter(([, count]) => count > 0)
    .map(([asset, count]) => `${asset} ${count}`)
    .sort();

export const tradersRows = (rows: readonly unknown[][]): string[] => rows.map((row) => row.join(' ')).sort();

export const pageLines = (rows: readonly FillRow[]): string[] => rows.map((row) => keyOf(row).slice(1).join(' '));

export const pageRows = (rows: readonly unknown[][]): string[] => rows.map((row) => row.join(' '));

const CELLS = 'sum(amount_usd), count(*), count(DISTINCT trader_key)';
const within = ({ from, to }: Window): string =>
  `block_time >= TIMESTAMP '${from}' AND block_time < TIMESTAMP '${to}' + INTERVAL 1 DAY`;

/** What the peer is asked; windows of all time have no condition. */
export const peerSql = {
  overview: (window: Window | null): string =>
    `SELECT asset_key, block_time::DATE AS day, ${CELLS} FROM fill ${window ? `WHERE ${within(window)}` : ''} GROUP BY ALL`,
  traders: (window: Window): string =>
    `SELECT asset_key, count(DISTINCT trader_key) FROM fill WHERE ${within(window)} GROUP BY asset_key`,
  tradersOfAll: (): string => 'SELECT count(DISTINCT trader_key) FROM fill',
  page: (condition: string, after: FillKey | null, limit: number): string =>
    `SELECT chain_key, block, tx_index, fill_index FROM fill WHERE ${condition}${after ? ` AND ${past(after)}` : ''}
     ORDER BY block_time DESC, chain_key, block DESC, tx_index DESC, fill_index DESC LIMIT ${limit}`,
};

function past([time, chain, block, tx, fill]: FillKey): string {
  const at = `make_timestamp(${time}::BIGINT)`;
  return `(block_time < ${at} OR (block_time = ${at} AND (chain_key > ${chain} OR (chain_key = ${chain} AND (block, tx_index, fill_index) < (${block}, ${tx}, ${fill})))))`;
}
