import { describe, expect, it } from 'vitest';
import { fillsOf, parseReal } from '../testing/decode-real.ts';
import { hasRealSolana } from '../testing/real-solana.ts';

const SOL = 'So11111111111111111111111111111111111111112';
const USDC = 'EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v';

/** Read off the token balances and inner transfers of each file by hand: venue, pool, what the taker gave and got. */
const ROUTES: Record<
  string,
  [dex: string, pool: string, sold: string, soldRaw: bigint, bought: string, boughtRaw: bigint][]
> = {
  'jupiter-exact-out-v2-byreal-clmm': [
    ['byreal', '23XoPQ', USDC, 27_853_252n, 'Es9vMF', 27_859_855n],
    ['raydium-clmm', '3nMFwZ', 'Es9vMF', 27_859_855n, SOL, 179_601_400n],
    ['raydium-clmm', 'BdYa48', SOL, 179_601_400n, '5TfqNK', 10_000_000_000n],
  ],
  'jupiter-route-1': [['raydium-amm-v4', 'Ho28uu', SOL, 400_000_000n, '3p7eCg', 3_861_519_639_304n]],
  'jupiter-route-v2-humidifi-dlmm-whirlpool-pumpswap': [
    ['humidifi', '6n9VhC', USDC, 1_718_280n, SOL, 9_015_764n],
    ['meteora-dlmm', '79QjN1', USDC, 279_720n, 'DezXAZ', 1_867_189_866n],
    ['orca-whirlpool', '5zpyut', 'DezXAZ', 1_867_189_866n, SOL, 1_458_716n],
    // 10,345,617 into the vault and 96,195 + 31,031 to protocol and creator: all of it is what the taker gave.
    ['pumpswap', 'DQcnLw', SOL, 10_472_843n, 'CFJxqK', 66_980_582_126n],
  ],
  'jupiter-route-v2-whirlpool': [['orca-whirlpool', '3ndjN1', 'KMNo3n', 1_984_309_890n, USDC, 171_477_013n]],
  'jupiter-shared-accounts-route-1': [
    ['invariant', 'EpmN6M', USDC, 20_000_000n, 'oreoN2', 188_382_438n],
    ['meteora-dlmm', 'CNyMBh', USDC, 80_000_000n, '85VBFQ', 126_665_141n],
    // Phoenix takes whole lots: 5,141 of what it was offered stayed with the router.
    ['phoenix', '5WyJr7', '85VBFQ', 126_660_000n, SOL, 580_838_181n],
    ['meteora-dlmm', 'AvQvbF', SOL, 580_838_181n, 'oreoN2', 756_562_732n],
  ],
  'jupiter-shared-accounts-v2-zerofi-dlmm-clmm': [
    ['zerofi', 'AWVGmT', 'cbbtcf', 391n, USDC, 449_258n],
    ['meteora-dlmm', 'CxazBR', USDC, 440_272n, 'METvsv', 955_134n],
    ['zerofi', 'DRciep', USDC, 8_986n, SOL, 45_157n],
    ['raydium-clmm', 'pEPw13', SOL, 45_157n, 'METvsv', 19_540n],
  ],
  'jupiter-solfi': [['solfi', 'FeLULW', USDC, 500_000_000n, '9BB6NF', 812_420_478n]],
  'okx-swap-cpmm-clmm': [
    ['raydium-cpmm', '8THC7U', '7atgF8', 358_800n, SOL, 15_742n],
    ['raydium-clmm', 'HMqacQ', SOL, 15_742n, 'ED5nyy', 74_619n],
  ],
  'raydium-amm-v4-swap': [['raydium-amm-v4', '9xNtkA', '2Crtda', 836_112_233_953n, SOL, 352_936_256n]],
  'tslax-raydium-clmm-buy': [['raydium-clmm', 'HHQUnU', USDC, 20_000_000n, 'XsDoVf', 4_466_643n]],
  'token-2022-transfer': [],
};

const TAKERS: Record<string, string> = {
  'jupiter-shared-accounts-route-1': 'AVYG9UHetNHT1FEDPLv9pN2sCCH4CLsjvkzGjVXBfEiS',
  'jupiter-shared-accounts-v2-zerofi-dlmm-clmm': 'FkzRQKW8Mzip4xXHamibLZB28sjqN9ZLFacQdbuVEYxa',
};

describe.skipIf(!hasRealSolana)('every hop of every recorded transaction', () => {
  it.each(Object.keys(ROUTES))('%s', (name) => {
    const fills = fillsOf(parseReal(name));
    expect(fills).toHaveLength(ROUTES[name]?.length ?? 0);
    for (const [nth, [dex, pool, sold, soldRaw, bought, boughtRaw]] of (ROUTES[name] ?? []).entries()) {
      expect(fills[nth]).toMatchObject({ dex, soldRaw, boughtRaw, flags: [] });
      expect([fills[nth]?.pool, fills[nth]?.soldToken, fills[nth]?.boughtToken]).toEqual([
        expect.stringMatching(`^${pool}`),
        expect.stringMatching(`^${sold}`),
        expect.stringMatching(`^${bought}`),
      ]);
    }
  });

  it.each(Object.keys(TAKERS))(
    '%s: the trader of every hop is the wallet, not the router that lent its accounts',
    (name) => {
      expect(new Set(fillsOf(parseReal(name)).map(({ trader }) => trader))).toEqual(new Set([TAKERS[name]]));
    },
  );

  it('the same without recorded heights of inner instructions, as old nodes answer', () => {
    for (const name of Object.keys(ROUTES)) {
      const tx = parseReal(name);
      const clean = fillsOf(parseReal(name)).map(({ pool, soldRaw, boughtRaw, dex }) => ({
        pool,
        // Fees beside the vault cannot be told from later transfers then, so only the vault's own leg counts.
        soldRaw: dex === 'pumpswap' ? 10_345_617n : soldRaw,
        boughtRaw,
      }));
      for (const instruction of tx.instructions) if (instruction.inner >= 0) instruction.height = 0;
      expect(fillsOf(tx).map(({ pool, soldRaw, boughtRaw }) => ({ pool, soldRaw, boughtRaw }))).toEqual(clean);
    }
  });
});
