import { dexes } from '@tokentape/core/registry/registry.ts';
import type { SolanaDesign, SolanaVenue, VenueInstruction } from '../solana/venue.ts';
import { invariant } from './invariant/design.ts';
import { jupiterz } from './jupiterz/design.ts';
import { manifest } from './manifest/design.ts';
import { meteoraDammV2 } from './meteora-damm-v2/design.ts';
import { meteoraDlmm } from './meteora-dlmm/design.ts';
import { orcaWhirlpool } from './orca-whirlpool/design.ts';
import { phoenix } from './phoenix/design.ts';
import { propAmms } from './prop-amm/designs.ts';
import { pumpswap } from './pumpswap/design.ts';
import { raydiumAmmV4 } from './raydium-amm-v4/design.ts';
import { raydiumClmm } from './raydium-clmm/design.ts';
import { raydiumCpmm } from './raydium-cpmm/design.ts';

/** The designs that can be decoded, by slug or by the `decoder` of the registry's venues. */
const designs: Record<string, SolanaDesign> = {
  'raydium-clmm': raydiumClmm,
  'raydium-cpmm': raydiumCpmm,
  'raydium-amm-v4': raydiumAmmV4,
  'orca-whirlpool': orcaWhirlpool,
  'meteora-dlmm': meteoraDlmm,
  'meteora-damm-v2': meteoraDammV2,
  pumpswap,
  phoenix,
  manifest,
  invariant,
  jupiterz,
  ...propAmms,
};

const venues = new Map<string, SolanaVenue>();
for (const { id, decoder, curve, deployments } of dexes) {
  const design = designs[id] ?? designs[decoder];
  if (design === undefined) continue;
  for (const { chain, address } of deployments) {
    if (chain === 'solana') venues.set(address, { dex: id, program: address, curve, design });
  }
}

/** The venue behind a program, when its design can be decoded. */
export const venueOf = (program: string): SolanaVenue | undefined => venues.get(program);

/** The venue of a registry slug, when its design can be decoded. */
export const venueOfDex = (dex: string): SolanaVenue | undefined => solanaVenues.find((venue) => venue.dex === dex);

/** Every venue that can be decoded. */
export const solanaVenues: readonly SolanaVenue[] = [...venues.values()];

interface Compiled {
  /** Anchor discriminators by their first four bytes, then the last four. */
  anchor: Map<number, { high: number; instruction: VenueInstruction }[]>;
  /** One-byte tags. */
  tags: (VenueInstruction | undefined)[];
}

const compiled = new Map<SolanaDesign, Compiled>();

function compile(design: SolanaDesign): Compiled {
  const made: Compiled = { anchor: new Map(), tags: [] };
  for (const [discriminator, instruction] of Object.entries(design.instructions)) {
    const bytes = Buffer.from(discriminator, 'hex');
    if (bytes.length === 1) made.tags[bytes[0] as number] = instruction;
    else {
      const low = bytes.readInt32LE(0);
      const rows = made.anchor.get(low) ?? [];
      rows.push({ high: bytes.readInt32LE(4), instruction });
      made.anchor.set(low, rows);
    }
  }
  compiled.set(design, made);
  return made;
}

/** The instruction of a venue that the data in `view` calls; compared as two integers, since this runs for every call. */
export function findInstruction(
  venue: SolanaVenue,
  view: DataView,
  length: number,
  accounts: number,
): VenueInstruction | undefined {
  const { design } = venue;
  const table = compiled.get(design) ?? compile(design);
  if (length >= 8) {
    const rows = table.anchor.get(view.getInt32(0, true));
    if (rows !== undefined) {
      const high = view.getInt32(4, true);
      for (const row of rows) if (row.high === high) return row.instruction;
    }
  }
  const tagged = table.tags[view.getUint8(0)];
  if (tagged !== undefined) return tagged;
  const any = design.anyInstruction;
  return any !== undefined && accounts >= any.accounts ? any.instruction : undefined;
}
