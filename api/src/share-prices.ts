import { type Decimal, fromRaw, ratio } from '@tokentape/core/decimal.ts';
import { pricePerShare } from '@tokentape/core/units.ts';
import type { Reader } from './database.ts';
import type { TokenRow } from './queries/catalogue-rows.ts';
import { type LastTradeRow, lastTrades } from './queries/last-trades.ts';
import { multipliersAt } from './queries/multipliers-at.ts';

/** USD per share of each asset by its key, from the last priced trade of any of its tokens up to the end of a day. */
export async function sharePrices(
  reader: Reader,
  tokens: readonly TokenRow[],
  day: string,
): Promise<Map<number, Decimal>> {
  const trades = await lastTrades(
    reader,
    tokens.map(({ key }) => key),
    day,
  );
  const asked = trades.map(({ tokenKey, time }) => ({ tokenKey, at: time }));
  const multipliers = await multipliersAt(reader, asked);
  const tokenOf = new Map(tokens.map((token) => [token.key, token]));
  const latest = new Map<number, { time: Date; price: Decimal }>();
  for (const [index, trade] of trades.entries()) {
    const token = tokenOf.get(trade.tokenKey)!;
    const price = priceOf(trade, token, multipliers[index] ?? null);
    const known = latest.get(token.assetKey!);
    if (price !== null && (!known || known.time < trade.time)) latest.set(token.assetKey!, { time: trade.time, price });
  }
  return new Map([...latest].map(([key, { price }]) => [key, price]));
}

function priceOf({ amountUsd, raw }: LastTradeRow, token: TokenRow, inForce: Decimal | null): Decimal | null {
  const { decimals, unitRule } = token;
  if (decimals === null) return null;
  const perToken = ratio(amountUsd, fromRaw(raw, decimals));
  const units = { decimals, unitRule, multiplier: inForce ?? '1', wrapperRate: inForce };
  return perToken === null ? null : pricePerShare(perToken, units);
}
