import { absolute, addTo, type Decimal, zero } from './decimal.ts';

/** A fill of one transaction, priced, by keys. */
export interface PricedFill {
  pool: number;
  trader: number;
  soldToken: number;
  soldRaw: bigint;
  /** Whether the sold token is a registered stock. */
  soldStock: boolean;
  boughtToken: number;
  boughtRaw: bigint;
  boughtStock: boolean;
  /** Null when unpriced. */
  usd: Decimal | null;
}

/** What one trader did with one stock token in one transaction: a row of `trade`. */
export interface Trade {
  trader: number;
  token: number;
  netRaw: bigint;
  fills: number;
  usd: Decimal | null;
  inTotalUsd: Decimal | null;
}

interface Netted {
  trader: number;
  token: number;
  net: bigint;
  fills: number;
  priced: number;
  sum: Decimal;
  elsewhere: Decimal;
}

/** Nets the fills of one transaction; `db/rollups/trade.sql` says what it means, and gives the same. */
export function tradesOf(fills: readonly PricedFill[]): Trade[] {
  const all: Netted[] = [];
  for (const fill of fills) {
    if (fill.boughtStock) addLeg(all, fill, fill.boughtToken, fill.boughtRaw, 1);
    if (fill.soldStock) addLeg(all, fill, fill.soldToken, -fill.soldRaw, -1);
  }
  for (const { soldStock, boughtStock, soldRaw, soldToken, boughtToken, trader, usd } of fills) {
    if (!soldStock || !boughtStock || usd === null || soldRaw === 0n) continue;
    if (find(all, trader, boughtToken)!.net !== 0n) addTo(find(all, trader, soldToken)!.elsewhere, usd, -1);
  }
  return all.map(({ trader, token, net, fills: count, priced, sum, elsewhere }) => {
    const known = priced === count && net !== 0n;
    const trade = { trader, token, netRaw: net, fills: count };
    if (!known) return { ...trade, usd: null, inTotalUsd: null };
    const rest = { value: sum.value, decimals: sum.decimals };
    addTo(rest, elsewhere, -1);
    return { ...trade, usd: absolute(sum), inTotalUsd: absolute(rest) };
  });
}

function addLeg(all: Netted[], { trader, usd }: PricedFill, token: number, raw: bigint, sign: 1 | -1): void {
  let own = find(all, trader, token);
  if (!own) {
    own = { trader, token, net: 0n, fills: 0, priced: 0, sum: zero(), elsewhere: zero() };
    all.push(own);
  }
  own.net += raw;
  own.fills += 1;
  if (usd === null) return;
  own.priced += 1;
  addTo(own.sum, usd, sign);
}

/** Transactions have a handful of trades: a list is searched faster than a map is made. */
function find(all: readonly Netted[], trader: number, token: number): Netted | undefined {
  for (const own of all) if (own.token === token && own.trader === trader) return own;
  return undefined;
}
