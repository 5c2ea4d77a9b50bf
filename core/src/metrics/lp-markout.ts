import { type Decimal, minus, sum, times } from '../decimal.ts';
import type { Metric } from './metric.ts';

export const lpMarkout: Metric = {
  id: 'lp-markout',
  unit: 'usd',
  label: { en: 'LP markout', 'zh-Hant': '流動性提供者後續損益', 'zh-Hans': '流动性提供者后续损益' },
  method: {
    en: 'What the pool’s side of the fills was worth 1, 5 or 30 minutes later, less what the taker paid or received, fee included: positive when liquidity providers gained.',
    'zh-Hant':
      '資金池一方的成交在 1、5 或 30 分鐘後的價值減去吃單方當時付出或收取的金額（含手續費）；為正代表流動性提供者獲利。',
    'zh-Hans':
      '资金池一方的成交在 1、5 或 30 分钟后的价值减去吃单方当时付出或收取的金额（含手续费）；为正代表流动性提供者获利。',
  },
  nullRule: {
    en: 'Null when no mid is known at that later time.',
    'zh-Hant': '該時點沒有已知中間價時為空值。',
    'zh-Hans': '该时点没有已知中间价时为空值。',
  },
};

/** A fill with the mid of the later moment; prices in USD per share. */
export interface MarkoutFill {
  /** The taker's side: the pool is on the other. */
  side: 'buy' | 'sell';
  shares: Decimal;
  price: Decimal;
  laterMid: Decimal | null;
}

/**
 * Σ d·q·(later mid − price) in USD, with d the pool's direction: −1 where the taker bought, 1 where the taker sold.
 * Fills without a later mid are left out; null when all are.
 */
export function lpMarkoutUsd(fills: Iterable<MarkoutFill>): Decimal | null {
  const gains = [...fills].flatMap(({ side, shares, price, laterMid }) => {
    if (laterMid === null) return [];
    return [times(shares, side === 'buy' ? minus(price, laterMid) : minus(laterMid, price))];
  });
  return gains.length === 0 ? null : sum(gains);
}
