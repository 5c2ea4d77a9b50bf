import type { SolanaDesign, SwapHop } from '../../solana/venue.ts';
import { readSwap } from './swap-event.ts';

const swap: readonly SwapHop[] = [{ pool: 0, vaults: [7, 8], listed: true }];

/**
 * PumpSwap. A buy pays out first, and the fees of protocol and creator go from the buyer beside the vault.
 * Layouts: the published pump_amm IDL.
 */
export const pumpswap: SolanaDesign = {
  events: 'cpi',
  readSwap,
  instructions: {
    '66063d1201daebea': { name: 'buy', swap },
    c62e1552b4d9e870: { name: 'buy_exact_quote_in', swap },
    '33e685a4017f83ad': { name: 'sell', swap },
  },
};
