import { swapConcentrated } from '@tokentape/core/curves/concentrated.ts';
import type { PricePath } from './fair-price.ts';
import { concentrated, midPrice, quoteIn } from './pool.ts';
import type { Floor } from './trading-floor.ts';
import type { Wallet } from './wallet.ts';

/** Below this distance from the fair price nobody bothers. */
const WORTHWHILE = 0.0004;

/** A keeper brings the native coin's pool to the fair price; does nothing when it is near. */
export function keepNativePrice(floor: Floor, keeper: Wallet, fair: PricePath, time: number): void {
  const { exchange, nativePool: pool, native } = floor;
  const price = pool.token0 === native ? fair(time) : 1 / fair(time);
  const ratio = price / midPrice(pool);
  if (Math.abs(ratio - 1) < WORTHWHILE) return;
  const sell = ratio < 1 ? 0 : 1;
  const sold = sell === 0 ? pool.token0 : pool.token1;
  // The root of the ratio in parts of 2^40: exact enough for a price that players steer by.
  const factor = BigInt(Math.round(Math.sqrt(ratio) * 2 ** 40));
  const curve = concentrated(pool.curve);
  const sqrtPriceLimit = (curve.sqrtPrice * factor) >> 40n;
  const reserve = sell === 0 ? pool.reserve0 : pool.reserve1;
  const { amountIn } = swapConcentrated(curve, { sell, exactIn: reserve, sqrtPriceLimit });
  const quote = quoteIn(pool, sell, amountIn);
  if (quote === undefined) return;
  if (sold === native) keeper.balances.set(native, quote.amountIn + (keeper.balances.get(native) ?? 0n));
  exchange.swap(time, keeper, keeper, [{ pool, sell, quote }], false);
}
