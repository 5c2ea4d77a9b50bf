import { ApiError } from '../api-error.ts';
import type { ApiContext } from '../context.ts';
import { addDays, startOf } from '../day.ts';
import { type DepthHourRow, depthHistory as depthHistoryQuery } from '../queries/depth-history.ts';
import { assertSeries } from '../window.ts';
import { depthShape, slippageShape } from './curve-shape.ts';

const HOUR_MILLISECONDS = 3_600_000;

/** Every indexed hour of the window since the curve is known; an hour without a change repeats the one before. */
export async function depthHistory(
  _: unknown,
  args: { pool: string; from: string; to: string },
  { loaders, reader }: ApiContext,
) {
  if (args.from > args.to) throw new ApiError('BAD_ARGUMENT', 'from must not be after to.');
  assertSeries(args, 24);
  const [catalogue, { asOf }] = await Promise.all([loaders.catalogue(), loaders.origin()]);
  const pool = catalogue.poolById.get(args.pool);
  if (!pool || !asOf) return [];
  const rows = await depthHistoryQuery(reader, pool.key, args);
  const end = Math.min(startOf(addDays(args.to, 1)).getTime(), asOf.getTime());
  const points: object[] = [];
  let current: DepthHourRow | undefined;
  let next = 0;
  for (let hour = startOf(args.from).getTime(); hour < end; hour += HOUR_MILLISECONDS) {
    while (rows[next] && (rows[next] as DepthHourRow).hour.getTime() <= hour) current = rows[next++];
    if (current) points.push(pointOf(new Date(hour), current, pool.curve));
  }
  return points;
}

function pointOf(hour: Date, row: DepthHourRow, curve: string) {
  return {
    hour,
    midUsd: row.midUsd,
    tvlUsd: row.tvlUsd,
    activeLiquidity: curve === 'concentrated' ? row.liquidity : null,
    depth: depthShape(row.askDepthUsd, row.bidDepthUsd),
    slippage: slippageShape(row),
    buyFillableUsd: row.buyFillableUsd,
    sellFillableUsd: row.sellFillableUsd,
  };
}
