import { DEPTH_DELTAS_BPS, SLIPPAGE_SIZES_USD } from '@tokentape/core/metrics/liquidity-grid.ts';
import QueryStream from 'pg-query-stream';
import type { Column } from './column.ts';
import type { Dataset } from './dataset.ts';

/** One row of a list column per place of its grid. */
const spread = (column: string, places: readonly number[], name: (place: number) => string) =>
  places.map((place, i) => `trim_scale(s.${column}[${i + 1}])::text AS ${name(place)}`).join(', ');

const SIDES = ['buy', 'sell'] as const;
const depthName = (side: string) => (bps: number) => `${side}_depth_usd_${bps}bps`;
const slippageName = (side: string, kind: string) => (size: number) => `${side}_${kind}_${size}`;

const LISTS = [
  ...(['ask', 'bid'] as const).map((side) => spread(`${side}_depth_usd`, DEPTH_DELTAS_BPS, depthName(side))),
  ...SIDES.flatMap((side) =>
    (['slippage', 'impact'] as const).map((kind) =>
      spread(`${side}_${kind}`, SLIPPAGE_SIZES_USD, slippageName(side, kind)),
    ),
  ),
].join(', ');

// A stored hour holds until the next one of its pool.
const SQL = `
  SELECT to_char(h.hour AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS hour, c.id AS chain, d.id AS dex,
         substr(p.id, length(c.id) + 2) AS pool, a.id AS ticker, s.state, trim_scale(s.mid_usd)::text AS mid_usd,
         trim_scale(s.tvl_usd)::text AS tvl_usd, s.liquidity::text AS liquidity, ${LISTS},
         trim_scale(s.buy_fillable_usd)::text AS buy_fillable_usd,
         trim_scale(s.sell_fillable_usd)::text AS sell_fillable_usd
  FROM pool p
  JOIN chain c ON c.key = p.chain_key
  JOIN dex d ON d.key = p.dex_key
  JOIN token token0 ON token0.key = p.token0_key
  JOIN token k ON k.key = CASE WHEN token0.role = 'stock' THEN p.token0_key ELSE p.token1_key END AND k.role = 'stock'
  LEFT JOIN asset a ON a.key = k.asset_key
  CROSS JOIN generate_series($1::date::timestamp, $1::date + interval '23 hours', interval '1 hour') AS g (at)
  CROSS JOIN LATERAL (SELECT g.at AT TIME ZONE 'UTC' AS hour) h
  CROSS JOIN LATERAL (
    SELECT * FROM pool_depth_hour s WHERE s.pool_key = p.key AND s.hour <= h.hour ORDER BY s.hour DESC LIMIT 1
  ) s
  WHERE p.birth_time < ($1::date + 1) AT TIME ZONE 'UTC'
  ORDER BY c.id COLLATE "C", p.id COLLATE "C", h.hour`;

const usd = (name: string, description: string): Column => ({ name, type: 'decimal', unit: 'USD', description });
const share = (name: string, description: string): Column => ({ name, type: 'decimal', unit: 'share', description });

const depthColumns = (side: 'ask' | 'bid'): Column[] =>
  DEPTH_DELTAS_BPS.map((bps) => {
    const what = side === 'ask' ? 'bought before the price has risen' : 'sold before the price has fallen';
    return usd(depthName(side)(bps), `What can be ${what} by ${bps} bps, before fees.`);
  });

const slippageColumns = (side: 'buy' | 'sell'): Column[] =>
  SLIPPAGE_SIZES_USD.flatMap((size) => [
    share(
      slippageName(side, 'slippage')(size),
      `A ${side} of ${size} USD: average price against the mid just before, fee included; empty when it cannot be filled or the fee is not known.`,
    ),
    share(slippageName(side, 'impact')(size), `The part of it that the curve causes.`),
  ]);

/** One row per pool and hour: the curve at the end of the hour. */
export const liquidityHourly: Dataset = {
  id: 'liquidity-hourly',
  schemaVersion: 1,
  title: 'Liquidity per pool and hour: depth and slippage at every δ and size',
  columns: [
    { name: 'hour', type: 'instant', unit: null, description: 'Begin of the hour, UTC; the figures are of its end.' },
    { name: 'chain', type: 'text', unit: null, description: 'Chain slug.' },
    { name: 'dex', type: 'text', unit: null, description: 'Venue slug.' },
    { name: 'pool', type: 'text', unit: null, description: 'Address of the pool.' },
    { name: 'ticker', type: 'text', unit: null, description: 'Asset id; the first of a stock–stock pool.' },
    { name: 'state', type: 'text', unit: null, description: 'zero_liquidity, out_of_range or live.' },
    usd('mid_usd', 'Dollars per share at the marginal price.'),
    usd('tvl_usd', 'Reserves.'),
    {
      name: 'liquidity',
      type: 'decimal',
      unit: 'raw liquidity',
      description: 'Liquidity of the positions that contain the current tick; zero for other curves.',
    },
    ...depthColumns('ask'),
    ...depthColumns('bid'),
    ...slippageColumns('buy'),
    ...slippageColumns('sell'),
    usd('buy_fillable_usd', 'Largest size that can be bought; empty when nothing bounds it.'),
    usd('sell_fillable_usd', 'Largest size that can be sold; empty when nothing bounds it.'),
  ],
  async *rows(client, day) {
    const stream = client.query(new QueryStream(SQL, [day], { batchSize: 1_000 }));
    for await (const row of stream as AsyncIterable<Record<string, string | null>>) {
      yield liquidityHourly.columns.map(({ name }) => row[name] ?? null);
    }
  },
};
