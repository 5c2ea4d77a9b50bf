import { MARKOUT_SECONDS } from '@tokentape/core/metrics/realized-spread.ts';
import { qualityShares } from '@tokentape/core/quality/quality-sums.ts';
import { addressOf, createCatalogue, need } from '../catalogue.ts';
import { addDays, startOf } from '../day.ts';
import { readPoolQuality } from '../pool-quality.ts';
import { catalogueRows } from '../queries/catalogue-rows.ts';
import { totalOf } from '../resolvers/market-quality.ts';
import type { Column } from './column.ts';
import type { Dataset } from './dataset.ts';
import { snapshotReader } from './snapshot-reader.ts';

const POOLS = `
  SELECT p.key FROM pool p JOIN chain c ON c.key = p.chain_key
  WHERE EXISTS (SELECT FROM fill f WHERE f.pool_key = p.key
    AND f.block_time >= $1::date AT TIME ZONE 'UTC' AND f.block_time < ($1::date + 1) AT TIME ZONE 'UTC')
  ORDER BY c.id COLLATE "C", p.id COLLATE "C"`;

const MINUTES = MARKOUT_SECONDS.map((seconds) => seconds / 60);

const horizonColumns = MINUTES.flatMap((minutes): Column[] => [
  {
    name: `realized_spread_${minutes}m`,
    type: 'decimal',
    unit: 'share',
    description: `Twice the distance of the price from the mid ${minutes} min later, over the mid before, weighted by USD.`,
  },
  {
    name: `lp_markout_usd_${minutes}m`,
    type: 'decimal',
    unit: 'USD',
    description: `What the pool's side of the fills was worth ${minutes} min later less what the taker paid or received.`,
  },
  {
    name: `fills_with_mid_${minutes}m`,
    type: 'integer',
    unit: 'fills',
    description: `Measured fills whose mid ${minutes} min later is known and lies in the same UTC day.`,
  },
]);

/** One row per pool that traded on a day: its fills held against where it stood before and after. */
export const marketQualityDaily: Dataset = {
  id: 'market-quality-daily',
  schemaVersion: 1,
  title: 'Spreads, markouts and price impact per pool',
  columns: [
    { name: 'day', type: 'day', unit: null, description: 'UTC day.' },
    { name: 'chain', type: 'text', unit: null, description: 'Chain slug.' },
    { name: 'dex', type: 'text', unit: null, description: 'Venue slug.' },
    { name: 'pool', type: 'text', unit: null, description: 'Address of the pool.' },
    { name: 'ticker', type: 'text', unit: null, description: 'Asset id; the first of a stock–stock pool.' },
    { name: 'fills', type: 'integer', unit: 'fills', description: 'All fills of the day.' },
    {
      name: 'fills_measured',
      type: 'integer',
      unit: 'fills',
      description: 'Fills with a mid just before, a price and a value.',
    },
    {
      name: 'effective_spread',
      type: 'decimal',
      unit: 'share',
      description: 'Twice the distance of the price from the mid just before, over that mid, weighted by USD.',
    },
    ...horizonColumns,
    {
      name: 'price_impact',
      type: 'decimal',
      unit: 'share',
      description: 'Mean move of the marginal price by a fill, in the taker\u2019s direction.',
    },
    {
      name: 'all_in_cost',
      type: 'decimal',
      unit: 'share',
      description: 'The effective spread against the price of the real share, while its exchange is open.',
    },
    {
      name: 'fills_against_reference',
      type: 'integer',
      unit: 'fills',
      description: 'Fills with a fresh price of the real share.',
    },
  ],
  async *rows(client, day) {
    const reader = snapshotReader(client);
    const catalogue = createCatalogue(await catalogueRows(reader));
    const { rows } = await client.query<{ key: number }>(POOLS, [day]);
    const end = startOf(addDays(day, 1)).getTime() / 1_000;
    for (const { key } of rows) {
      const pool = need(catalogue.pools, key, 'pool');
      if (pool.stockKey === null) continue;
      // Mids of the day alone: the file must not depend on how far the next day is indexed.
      const quality = (await readPoolQuality(reader, catalogue, { from: day, to: day }, [key], end - 1)).get(key);
      const sums = totalOf(quality?.spans.values() ?? []);
      const shares = qualityShares(sums);
      const asset = need(catalogue.tokens, pool.stockKey, 'token').assetKey;
      yield [
        day,
        need(catalogue.chains, pool.chainKey, 'chain').id,
        need(catalogue.dexes, pool.dexKey, 'dex').id,
        addressOf(pool.id),
        asset === null ? null : need(catalogue.assets, asset, 'asset').id,
        String(sums.fills),
        String(sums.measured),
        shares.effectiveSpread,
        ...shares.later.flatMap((own) => [own.realizedSpread, own.markoutUsd, String(own.fills)]),
        shares.priceImpact,
        shares.allInCost,
        String(sums.against.fills),
      ];
    }
  },
};
