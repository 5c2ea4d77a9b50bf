import { compare, type Decimal, magnitude, ratio, sum, times } from '../decimal.ts';
import type { Metric } from './metric.ts';

export const amihud: Metric = {
  id: 'amihud',
  unit: 'number',
  label: { en: 'Illiquidity (Amihud)', 'zh-Hant': '非流動性（Amihud）', 'zh-Hans': '非流动性（Amihud）' },
  method: {
    en: 'Mean over traded days of the absolute daily return per million dollars of volume, on raw and on adjusted volume.',
    'zh-Hant': '各交易日每百萬美元成交額對應的日報酬絕對值之平均，分別以原始與調整後成交額計算。',
    'zh-Hans': '各交易日每百万美元成交额对应的日收益绝对值的平均，分别以原始与调整后成交额计算。',
  },
  nullRule: {
    en: 'Null with fewer than five traded days.',
    'zh-Hant': '有成交的日子少於五天時為空值。',
    'zh-Hans': '有成交的日子少于五天时为空值。',
  },
};

/** Fewer days say nothing about a mean that single days dominate. */
export const AMIHUD_MIN_DAYS = 5;

/** A day's return, close over previous close less one, and its volume. */
export interface AmihudDay {
  returnShare: Decimal | null;
  volumeUsd: Decimal;
}

/** Mean of |return| ÷ volume × 10⁶ over days with a return and volume; null with fewer than five of them. */
export function amihudRatio(days: Iterable<AmihudDay>): Decimal | null {
  const daily = [...days].flatMap(({ returnShare, volumeUsd }) => {
    if (returnShare === null || compare(volumeUsd, '0') <= 0) return [];
    return [ratio(times(magnitude(returnShare), '1000000'), volumeUsd)!];
  });
  return daily.length < AMIHUD_MIN_DAYS ? null : ratio(sum(daily), daily.length.toString());
}
