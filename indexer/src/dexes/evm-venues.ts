import { slipstream } from './aerodrome-slipstream/decode.ts';
import { aerodromeV1 } from './aerodrome-v1/decode.ts';
import { balancerV2 } from './balancer-v2/decode.ts';
import { balancerV3 } from './balancer-v3/decode.ts';
import { camelotV2 } from './camelot-v2/decode.ts';
import { camelotV3 } from './camelot-v3/decode.ts';
import { curve } from './curve/decode.ts';
import type { EvmVenue } from './evm-venue.ts';
import { pancakeswapV3 } from './pancakeswap-v3/decode.ts';
import { uniswapV2 } from './uniswap-v2/decode.ts';
import { uniswapV3 } from './uniswap-v3/decode.ts';
import { uniswapV4 } from './uniswap-v4/decode.ts';

/** Every design of venue that is read on EVM chains; the registry's rows name one by `decoder`. */
export const evmVenues: readonly EvmVenue[] = [
  uniswapV2,
  uniswapV3,
  uniswapV4,
  pancakeswapV3,
  aerodromeV1,
  slipstream,
  camelotV2,
  camelotV3,
  balancerV2,
  balancerV3,
  curve,
];

const byDecoder = new Map(evmVenues.map((venue) => [venue.decoder, venue]));

/** Fails on a decoder that no venue provides: the registry's row is wrong. */
export function venueOf(decoder: string): EvmVenue {
  const venue = byDecoder.get(decoder);
  if (!venue) throw new Error(`no EVM venue is read by decoder "${decoder}"`);
  return venue;
}

export function isReadable(decoder: string): boolean {
  return byDecoder.has(decoder);
}
