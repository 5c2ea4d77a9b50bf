import { describe, expect, it } from 'vitest';
import { fillsOf, parseReal } from '../../testing/decode-real.ts';
import { hasRealSolana } from '../../testing/real-solana.ts';

describe.skipIf(!hasRealSolana)('Raydium AMM v4 on recorded transactions', () => {
  it('reads a sale with 18 accounts into a wrapped-SOL account that the transaction opens and closes', () => {
    expect(fillsOf(parseReal('raydium-amm-v4-swap'))).toMatchObject([
      {
        dex: 'raydium-amm-v4',
        pool: '9xNtkAhkGNG6fPazLe7ZFmmiJ5Mss37sBx9eoya33o4q',
        trader: 'Do3UdALe5F7NRXB4uYcBzZtCbAt8ssu4a5kGZVucKhC5',
        soldRaw: 836_112_233_953n,
        boughtRaw: 352_936_256n,
        flags: [],
      },
    ]);
  });

  it('reads the form with 17 accounts', () => {
    expect(fillsOf(parseReal('jupiter-route-1'))).toMatchObject([
      { pool: 'Ho28uui8GGY2ZUe5UpW6pj8ks4cXaKXauoYMUafS7Nby', soldRaw: 400_000_000n, boughtRaw: 3_861_519_639_304n },
    ]);
  });
});
