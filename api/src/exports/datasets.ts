import { CodedError } from '@tokentape/core/coded-error.ts';
import { dailyPerTicker } from './daily-per-ticker.ts';
import type { Dataset } from './dataset.ts';
import { fills } from './fills.ts';
import { holdersDaily } from './holders-daily.ts';
import { liquidityHourly } from './liquidity-hourly.ts';
import { marketQualityDaily } from './market-quality-daily.ts';
import { primaryOrders } from './primary-orders.ts';

/** Everything that is published, in the order in which a day is. */
export const datasets: readonly Dataset[] = [
  ...[dailyPerTicker, fills, liquidityHourly, marketQualityDaily],
  ...[holdersDaily, primaryOrders],
];

/** @throws CodedError `NO_SUCH_DATASET` */
export function getDataset(id: string): Dataset {
  const found = datasets.find((dataset) => dataset.id === id);
  if (found) return found;
  const known = datasets.map((dataset) => dataset.id).join(', ');
  throw new CodedError('NO_SUCH_DATASET', `There is no dataset "${id}". There are: ${known}.`);
}
