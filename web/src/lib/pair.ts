import type { PoolSummary } from './api/types.ts';
import { plainName } from './text.ts';

/** What a pool trades, the stock first: `TSLAx / USDC`. */
export function pairOf({ token0, token1, asset }: Pick<PoolSummary, 'token0' | 'token1' | 'asset'>): string {
  const symbols = [token0.symbol, token1.symbol].map(plainName);
  if (asset && token1.symbol === asset.symbol && token0.symbol !== asset.symbol) symbols.reverse();
  return symbols.join(' / ');
}
