import type { SolanaDesign, SwapHop, VenueInstruction } from '../../solana/venue.ts';

/**
 * Proprietary market makers publish neither layout nor event. One rule reads them all: the transfers inside the call, the
 * taker being the owner who gives one token and gets another. Rows differ in tag and in where the pool's account stands.
 * Source: duneanalytics/spellbook dex_solana models (1-based there), and recorded transactions.
 */
function maker(tags: string[], pool: number | null, more: Partial<SwapHop> = {}): SolanaDesign {
  const instruction: VenueInstruction = { name: 'swap', swap: [{ pool, vaults: null, ...more }] };
  return { events: 'none', instructions: Object.fromEntries(tags.map((tag) => [tag, instruction])) };
}

/** By registry slug. */
export const propAmms: Record<string, SolanaDesign> = {
  humidifi: {
    events: 'none',
    instructions: {},
    // The data is obfuscated; calls with fewer accounts only update quotes.
    anyInstruction: {
      accounts: 9,
      instruction: { name: 'swap', swap: [{ pool: 1, vaults: [2, 3], listed: true }] },
    },
  },
  solfi: maker(['07'], 1),
  'solfi-v2': maker(['07', '0e'], 1),
  zerofi: maker(['06'], 0),
  tessera: maker(['10', '11'], 1),
  goonfi: maker(['02'], 1),
  'goonfi-v2': maker(['01'], 1),
  obric: maker(['f8c69e91e17587c8', '414b3f4ceb5b5b88'], 0),
  bisonfi: maker(['02', '07'], 1),
  alphaq: maker(['0c'], null),
  aquifer: maker(['01', '13'], null, { paysFirst: true }),
  scorch: maker(['01', '02'], null),
};
