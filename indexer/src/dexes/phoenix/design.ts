import type { SolanaDesign, SwapHop } from '../../solana/venue.ts';

const swap: readonly SwapHop[] = [{ pool: 2, vaults: [6, 7], listed: true }];

/**
 * Phoenix, an order book: the taker is paid first and pays in whole lots. Its log instruction names no price after.
 * Layout: carbon phoenix-v1-decoder. Swaps with funds that already lie on the book (tag 1) move no tokens.
 */
export const phoenix: SolanaDesign = {
  events: 'none',
  instructions: {
    '00': { name: 'swap', swap },
  },
};
