import type { Text } from '../locale.ts';

/** What the number counts: how a reader writes it. */
export type MetricUnit = 'usd' | 'count' | 'share' | 'bps' | 'liquidity' | 'state' | 'number';

/** The meaning of one number: interface, CSV dictionary, tooltips and methodology page read it here. */
export interface Metric {
  /** The same in the API, in CSV columns and in addresses. */
  id: string;
  unit: MetricUnit;
  label: Text;
  /** How it is made, in a sentence or a few. */
  method: Text;
  /** When it is null instead of a number. */
  nullRule: Text;
}

/** The null rule of a number that is always known. */
export const NEVER_NULL: Text = { en: 'Never null.', 'zh-Hant': '不會為空值。', 'zh-Hans': '不会为空值。' };
