import { type Decimal, ratio } from '../decimal.ts';
import { fitLine, type LineFit } from './fit-line.ts';
import type { Metric } from './metric.ts';

export const kyleLambda: Metric = {
  id: 'kyle-lambda',
  unit: 'number',
  label: { en: 'Kyle’s λ', 'zh-Hant': '凱爾 λ', 'zh-Hans': '凯尔 λ' },
  method: {
    en: 'Slope of five-minute returns on the sum of signed square roots of trade dollars, by least squares, with its 95 % interval.',
    'zh-Hant': '以最小平方法將五分鐘報酬對「帶方向的成交美元平方根之和」迴歸所得斜率，附 95% 區間。',
    'zh-Hans': '以最小二乘法将五分钟收益对“带方向的成交美元平方根之和”回归所得斜率，附 95% 区间。',
  },
  nullRule: {
    en: 'Null with fewer than 30 bins with trades, or when all have the same flow.',
    'zh-Hant': '有成交的時段少於 30 個，或各時段流量相同時為空值。',
    'zh-Hans': '有成交的时段少于 30 个，或各时段流量相同时为空值。',
  },
};

/** Length of a bin. */
export const KYLE_BIN_SECONDS = 300;

/** Fewer bins make an interval too wide to say anything. */
export const KYLE_MIN_BINS = 30;

/** A trade of one pool with the pool's price after it. */
export interface KyleTrade {
  /** Unix seconds; trades come in this order. */
  time: number;
  side: 'buy' | 'sell';
  usd: Decimal;
  priceAfter: Decimal;
}

/** One five-minute bin with trades: its flow Σ ±√USD and its return since the bin before. */
export interface KyleBin {
  flow: number;
  return: number;
}

/**
 * Bins of trades in time order. The first bin, and one after a price of zero, has no return and gives none.
 * Statistics, not money: floating point is what a regression is computed in.
 */
export function kyleBins(trades: Iterable<KyleTrade>): KyleBin[] {
  const bins = [...Map.groupBy(trades, (trade) => Math.floor(trade.time / KYLE_BIN_SECONDS)).values()];
  return bins.slice(1).flatMap((bin, i) => {
    const quotient = ratio(bin.at(-1)!.priceAfter, bins[i]!.at(-1)!.priceAfter);
    if (quotient === null) return [];
    const flow = bin.reduce((sum, { side, usd }) => sum + (side === 'buy' ? 1 : -1) * Math.sqrt(Number(usd)), 0);
    return [{ flow, return: Number(quotient) - 1 }];
  });
}

/** Kyle's λ with its 95 % interval; null with too few bins or no variation of flow. */
export function kyleLambdaOf(bins: KyleBin[]): LineFit | null {
  return bins.length < KYLE_MIN_BINS ? null : fitLine(bins.map((bin) => ({ x: bin.flow, y: bin.return })));
}
