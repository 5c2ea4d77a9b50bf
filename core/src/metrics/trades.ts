import { type Decimal, magnitude, sum } from '../decimal.ts';
import { type Metric, NEVER_NULL } from './metric.ts';

export const trades: Metric = {
  id: 'trades',
  unit: 'count',
  label: { en: 'Trades', 'zh-Hant': '交易筆數', 'zh-Hans': '交易笔数' },
  method: {
    en: 'What one trader did with one stock token in one transaction, all fills netted. A net of zero is a passthrough and no trade; failed transactions never count.',
    'zh-Hant':
      '一名交易者在一筆鏈上交易中對一種股票代幣的淨買賣，所有池成交合併計算。淨額為零屬於過境，不算交易；失敗的鏈上交易不計。',
    'zh-Hans':
      '一名交易者在一笔链上交易中对一种股票代币的净买卖，所有池成交合并计算。净额为零属于过境，不算交易；失败的链上交易不计。',
  },
  nullRule: NEVER_NULL,
};

/** The stock side of a fill, from its trader's view. */
export interface StockLeg {
  txId: string;
  trader: string;
  /** Identity of the stock token, such as `solana:Xs…`. */
  token: string;
  /** Raw units, positive when bought and negative when sold. */
  raw: bigint;
  /** What was paid or received, never negative; null when nothing priced it. */
  usd: Decimal | null;
}

/** What one trader did with one stock token in one transaction. */
export interface Trade extends StockLeg {
  fills: number;
}

/** Nets fills into trades. `usd` of a trade is null when one of its fills has no price. */
export function netTrades(legs: Iterable<StockLeg>): { trades: Trade[]; passthroughs: Trade[] } {
  const netted = new Map<string, Trade & { signed: (Decimal | null)[] }>();
  for (const leg of legs) {
    const key = `${leg.txId} ${leg.trader} ${leg.token}`;
    const trade = netted.get(key) ?? { ...leg, raw: 0n, fills: 0, signed: [] };
    trade.raw += leg.raw;
    trade.fills += 1;
    trade.signed.push(leg.usd !== null && leg.raw < 0n ? `-${leg.usd}` : leg.usd);
    netted.set(key, trade);
  }
  const all = [...netted.values()].map(({ signed, ...trade }): Trade => ({ ...trade, usd: netUsd(signed) }));
  return { trades: all.filter((trade) => trade.raw !== 0n), passthroughs: all.filter((trade) => trade.raw === 0n) };
}

const netUsd = (signed: (Decimal | null)[]): Decimal | null => {
  const known = signed.filter((usd) => usd !== null);
  return known.length < signed.length ? null : magnitude(sum(known));
};
