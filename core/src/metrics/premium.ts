import { type Decimal, minus, ratio } from '../decimal.ts';
import { type Session, sessionAt } from '../registry/calendar/session.ts';
import type { Metric } from './metric.ts';

export const premium: Metric = {
  id: 'premium',
  unit: 'share',
  label: { en: 'Premium', 'zh-Hant': '溢價', 'zh-Hans': '溢价' },
  method: {
    en: 'On-chain price per share over the stock’s reference price, less one, only while the listing exchange is open and the reference is fresh.',
    'zh-Hant': '鏈上每股價格除以股票參考價再減一，僅在上市交易所開市且參考價新鮮時計算。',
    'zh-Hans': '链上每股价格除以股票参考价再减一，仅在上市交易所开市且参考价新鲜时计算。',
  },
  nullRule: {
    en: 'Null off hours, and when the reference is missing or older than its limit.',
    'zh-Hant': '休市時段，以及參考價缺漏或逾時時為空值。',
    'zh-Hans': '休市时段，以及参考价缺失或过期时为空值。',
  },
};

/** A price of the underlying share from outside the chain. */
export interface Reference {
  priceUsd: Decimal;
  /** Unix seconds at which it was stated. */
  time: number;
  /** Seconds after which it is stale while the market is open. */
  maxAgeSeconds: number;
}

/** Premium or drift at one moment: one of the two, or a reason for neither. */
export interface AgainstReference {
  session: Session;
  premium: Decimal | null;
  drift: Decimal | null;
  unknownReason: 'no-price' | 'no-reference' | 'reference-from-later' | 'stale-reference' | null;
}

/** Holds an on-chain price per share against the reference at a moment in Unix seconds. */
export function againstReference(
  time: number,
  priceUsdPerShare: Decimal | null,
  reference: Reference | null,
): AgainstReference {
  const session = sessionAt(time);
  const unknown = (unknownReason: AgainstReference['unknownReason']): AgainstReference => ({
    session,
    premium: null,
    drift: null,
    unknownReason,
  });
  if (priceUsdPerShare === null) return unknown('no-price');
  const quotient = reference === null ? null : ratio(priceUsdPerShare, reference.priceUsd);
  if (reference === null || quotient === null) return unknown('no-reference');
  if (reference.time > time) return unknown('reference-from-later');
  const distance = minus(quotient, '1');
  if (session !== 'regular') return { session, premium: null, drift: distance, unknownReason: null };
  if (time - reference.time > reference.maxAgeSeconds) return unknown('stale-reference');
  return { session, premium: distance, drift: null, unknownReason: null };
}
