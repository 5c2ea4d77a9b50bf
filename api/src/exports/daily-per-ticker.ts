import { sum } from '@tokentape/core/decimal.ts';
import { adjustedVolumeUsd } from '@tokentape/core/metrics/adjusted-volume.ts';
import type { PoolClient } from 'pg';
import { createCatalogue } from '../catalogue.ts';
import { catalogueRows } from '../queries/catalogue-rows.ts';
import type { TraderBitmapRow } from '../queries/trader-bitmaps.ts';
import { countTradersDaily } from '../traders.ts';
import { readWashBook } from '../wash-book.ts';
import type { Dataset } from './dataset.ts';
import { snapshotReader } from './snapshot-reader.ts';

const SQL = `
  SELECT a.key AS "assetKey", $1::date::text AS day, a.id AS ticker, a.symbol, a.underlying, a.issuer_id AS issuer,
         trim_scale(sum(d.volume_usd))::text AS volume_usd,
         trim_scale(sum(d.volume_in_total_usd))::text AS volume_in_total_usd,
         trim_scale(sum(d.buy_usd))::text AS buy_usd, trim_scale(sum(d.sell_usd))::text AS sell_usd,
         sum(d.trades)::text AS trades, sum(d.fills)::text AS fills, sum(d.transactions)::text AS transactions,
         sum(d.passthroughs)::text AS passthroughs, sum(d.buys)::text AS buys, sum(d.sells)::text AS sells,
         sum(d.unpriced_trades)::text AS unpriced_trades
  FROM asset_day d JOIN token t ON t.key = d.token_key JOIN asset a ON a.key = t.asset_key
  WHERE d.day = $1
  GROUP BY a.key, a.id, a.symbol, a.underlying, a.issuer_id
  ORDER BY a.id COLLATE "C"`;

const BITMAPS = `
  SELECT b.token_key AS "tokenKey", b.day::text AS day, b.traders, b.bitmap
  FROM trader_bitmap_day b JOIN token t ON t.key = b.token_key
  WHERE t.asset_key = $2 AND b.day <= $1
  ORDER BY b.day, b.token_key`;

/** One row per ticker that traded on a day, all its chains together. */
export const dailyPerTicker: Dataset = {
  id: 'daily-per-ticker',
  schemaVersion: 2,
  title: 'Daily figures per ticker, all chains together',
  columns: [
    { name: 'day', type: 'day', unit: null, description: 'UTC day.' },
    { name: 'ticker', type: 'text', unit: null, description: 'Asset id: issuer and symbol.' },
    { name: 'symbol', type: 'text', unit: null, description: 'Symbol; a label, never an identity.' },
    { name: 'underlying', type: 'text', unit: null, description: 'What it tracks; empty when not known.' },
    { name: 'issuer', type: 'text', unit: null, description: 'Issuer slug.' },
    { name: 'volume_usd', type: 'decimal', unit: 'USD', description: 'Value of the priced trades, one side only.' },
    {
      name: 'volume_in_total_usd',
      type: 'decimal',
      unit: 'USD',
      description: 'The part that counts in a total over tickers: a stock-for-stock trade once.',
    },
    {
      name: 'adjusted_volume_usd',
      type: 'decimal',
      unit: 'USD',
      description: 'The volume without what the wash rules flag over this day alone: a pattern, not a verdict.',
    },
    { name: 'wash_rule_set', type: 'text', unit: null, description: 'Version of these rules.' },
    { name: 'buy_usd', type: 'decimal', unit: 'USD', description: 'Value of the purchases.' },
    { name: 'sell_usd', type: 'decimal', unit: 'USD', description: 'Value of the sales.' },
    { name: 'trades', type: 'integer', unit: 'trades', description: 'Transactions × traders with a net amount.' },
    { name: 'fills', type: 'integer', unit: 'fills', description: 'Crossings of pools.' },
    { name: 'transactions', type: 'integer', unit: 'transactions', description: 'Transactions with a fill.' },
    { name: 'passthroughs', type: 'integer', unit: 'passthroughs', description: 'Fills that netted to nothing.' },
    { name: 'buys', type: 'integer', unit: 'trades', description: 'Purchases.' },
    { name: 'sells', type: 'integer', unit: 'trades', description: 'Sales.' },
    { name: 'unpriced_trades', type: 'integer', unit: 'trades', description: 'Trades that nothing priced.' },
    { name: 'traders', type: 'integer', unit: 'wallets', description: 'Distinct traders, exact.' },
    { name: 'new_traders', type: 'integer', unit: 'wallets', description: 'Of them, first ever in this ticker.' },
  ],
  async *rows(client, day) {
    const reader = snapshotReader(client);
    const catalogue = createCatalogue(await catalogueRows(reader));
    const wash = await readWashBook(reader, catalogue, { from: day, to: day });
    const { rows } = await client.query<Record<string, string | null> & { assetKey: number }>(SQL, [day]);
    const flaggedOf = (assetKey: number) =>
      sum(
        wash.flagged
          .filter(({ tokenKey }) => catalogue.tokens.get(tokenKey)?.assetKey === assetKey)
          .map(({ usd }) => usd),
      );
    for (const row of rows) {
      const counts = countTradersDaily(await bitmapsOf(client, day, row.assetKey), null);
      const { traders, newTraders } = counts.get(day) ?? { traders: 0, newTraders: 0 };
      const figures: Record<string, string | null> = {
        ...(row as unknown as Record<string, string | null>),
        adjusted_volume_usd: adjustedVolumeUsd(row.volume_usd ?? '0', flaggedOf(row.assetKey)),
        wash_rule_set: wash.version,
        traders: String(traders),
        new_traders: String(newTraders),
      };
      yield dailyPerTicker.columns.map(({ name }) => figures[name] ?? null);
    }
  },
};

async function bitmapsOf(client: PoolClient, day: string, assetKey: number): Promise<TraderBitmapRow[]> {
  return (await client.query<TraderBitmapRow>(BITMAPS, [day, assetKey])).rows;
}
