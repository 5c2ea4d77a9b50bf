import { type Decimal, sum } from '../../decimal.ts';

/** A fill as W3 sees it: the stock side of one crossing of one pool. */
export interface AtomicFill {
  txId: string;
  pool: string;
  /** Identity of the stock token. */
  token: string;
  side: 'buy' | 'sell';
  /** Null when nothing priced it. */
  usd: Decimal | null;
}

/** A transaction that both bought and sold one token in one pool. */
export interface AtomicRoundTrip {
  txId: string;
  pool: string;
  token: string;
  buys: number;
  sells: number;
  /** Both sides together, of what is priced. */
  usd: Decimal;
}

/** Every round trip that W3 flags, in the order of its first fill. */
export function atomicRoundTrips(fills: Iterable<AtomicFill>): AtomicRoundTrip[] {
  const groups = Map.groupBy(fills, (fill) => `${fill.txId}\n${fill.pool}\n${fill.token}`);
  return [...groups.values()].flatMap((group) => {
    const buys = group.filter((fill) => fill.side === 'buy').length;
    const sells = group.length - buys;
    if (buys === 0 || sells === 0) return [];
    const { txId, pool, token } = group[0]!;
    const usd = sum(group.map((fill) => fill.usd).filter((amount) => amount !== null));
    return [{ txId, pool, token, buys, sells, usd }];
  });
}
