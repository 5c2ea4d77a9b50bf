import type { PoolSummary } from './api/types.ts';
import { plainName } from './text.ts';

/** What a pool trades, the stock first: `TSLAx / USDC`. */
export function pairOf({ token0, token1, stockSide }: Pick<PoolSummary, 'token0' | 'token1' | 'stockSide'>): string {
  const symbols = [token0.symbol, token1.symbol].map(plainName);
  if (stockSide === 1) symbols.reverse();
  return symbols.join(' / ');
}
