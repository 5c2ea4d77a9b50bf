import { base58 } from '@scure/base';
import { describe, expect, it } from 'vitest';
import type { SolanaTransaction } from '../solana/transaction.ts';
import { fillsOf, parseReal } from '../testing/decode-real.ts';
import { hasRealSolana } from '../testing/real-solana.ts';

const JUPITER = 'JUP6LkbZbjS1jKKwapdHNy74zcZ3tLUZoi5QNyVTaV4';

type Hop = [sold: string, soldRaw: bigint, bought: string, boughtRaw: bigint];

/** What Jupiter itself states of each hop: SwapEvent (version 1, one per hop) or SwapsEvent (version 2, all in one). */
function statedHops({ instructions, keys }: SolanaTransaction): Hop[] {
  return instructions.flatMap(({ program, data }) => {
    const bytes = Buffer.from(base58.decode(data));
    if (keys[program] !== JUPITER || bytes.subarray(0, 8).toString('hex') !== 'e445a52e51cb9a1d') return [];
    const kind = bytes.subarray(8, 16).toString('hex');
    if (kind === '40c6cde8260871e2') return [hopAt(bytes, 48)];
    if (kind !== '982f4eebc0606e6a') return [];
    return Array.from({ length: bytes.readUInt32LE(16) }, (_, nth) => hopAt(bytes, 20 + 80 * nth));
  });
}

function hopAt(bytes: Buffer, offset: number): Hop {
  const key = (at: number) => base58.encode(bytes.subarray(at, at + 32));
  return [key(offset), bytes.readBigUInt64LE(offset + 32), key(offset + 40), bytes.readBigUInt64LE(offset + 72)];
}

const FILES = [
  'jupiter-exact-out-v2-byreal-clmm',
  'jupiter-route-1',
  'jupiter-route-v2-humidifi-dlmm-whirlpool-pumpswap',
  'jupiter-route-v2-whirlpool',
  'jupiter-shared-accounts-route-1',
  'jupiter-shared-accounts-v2-zerofi-dlmm-clmm',
  'jupiter-solfi',
];

describe.skipIf(!hasRealSolana)("Jupiter's own amounts of each hop", () => {
  it.each(FILES)('%s: ours are the same', (name) => {
    const tx = parseReal(name);
    const stated = statedHops(tx);
    expect(stated.length).toBeGreaterThan(0);
    const fills = fillsOf(tx);
    expect(fills).toHaveLength(stated.length);
    for (const { dex, soldToken, soldRaw, boughtToken, boughtRaw } of fills) {
      const hop = stated.find(([sold, , bought]) => sold === soldToken && bought === boughtToken);
      expect(hop?.[3]).toBe(boughtRaw);
      // Jupiter states what it offered; Phoenix takes whole lots of it, and PumpSwap what the bought amount costs.
      if (dex === 'phoenix' || dex === 'pumpswap') expect(soldRaw).toBeLessThan(hop?.[1] ?? 0n);
      else expect(soldRaw).toBe(hop?.[1]);
    }
  });
});
