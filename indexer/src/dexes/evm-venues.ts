import type { EvmVenue } from './evm-venue.ts';
import { uniswapV3 } from './uniswap-v3/decode.ts';

/** Every design of venue that is read on EVM chains; the registry's rows name one by `decoder`. */
export const evmVenues: readonly EvmVenue[] = [uniswapV3];

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
