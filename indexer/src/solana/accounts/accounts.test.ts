import type { BinPool } from '@tokentape/core/curves/bins.ts';
import { applyLiquidity } from '@tokentape/core/curves/concentrated.ts';
import type { ConcentratedPool } from '@tokentape/core/curves/concentrated-pool.ts';
import { sqrtPriceAtTick } from '@tokentape/core/curves/tick-math.ts';
import {
  clmmConfigAccount,
  clmmPoolAccount,
  clmmTickArrayAccounts,
} from '@tokentape/replay/encode/solana/accounts/clmm-accounts.ts';
import {
  cpmmConfigAccount,
  cpmmPoolAccount,
  tokenAccount,
} from '@tokentape/replay/encode/solana/accounts/cpmm-accounts.ts';
import { dlmmBinArrayAccounts, dlmmPairAccount } from '@tokentape/replay/encode/solana/accounts/dlmm-accounts.ts';
import {
  whirlpoolAccount,
  whirlpoolTickArrayAccounts,
} from '@tokentape/replay/encode/solana/accounts/whirlpool-accounts.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { address } from '../../testing/solana-fixtures.ts';
import { readClmmConfig } from './clmm-config.ts';
import { clmmCurve } from './clmm-curve.ts';
import { readClmmPool } from './clmm-pool.ts';
import { readClmmTickArray } from './clmm-tick-array.ts';
import { readCpmmConfig } from './cpmm-config.ts';
import { cpmmCurve } from './cpmm-curve.ts';
import { readCpmmPool } from './cpmm-pool.ts';
import { readDlmmBinArray } from './dlmm-bin-array.ts';
import { dlmmCurve } from './dlmm-curve.ts';
import { readDlmmPair } from './dlmm-pair.ts';
import { readTokenAccount } from './token-account.ts';
import { readWhirlpool } from './whirlpool.ts';
import { whirlpoolCurve } from './whirlpool-curve.ts';
import { readWhirlpoolTickArray } from './whirlpool-tick-array.ts';

const POOL = address('pool');
const keys = {
  config: address('config'),
  mint0: address('mint 0'),
  mint1: address('mint 1'),
  vault0: address('vault 0'),
  vault1: address('vault 1'),
};

/** Any concentrated pool whose positions add up; some positions share ticks, so that a tick's net can be zero. */
const pools = (spacing: number, program: 'raydium' | 'whirlpool') =>
  fc
    .record({
      tick: fc.integer({ min: -40_000, max: 40_000 }),
      feePips: fc.integer({ min: 1, max: 60_000 }),
      positions: fc.array(
        fc.record({
          lower: fc.integer({ min: -2_000, max: 1_999 }),
          width: fc.integer({ min: 1, max: 300 }),
          liquidity: fc.bigInt({ min: 1n, max: 1n << 90n }),
        }),
        { maxLength: 8 },
      ),
    })
    .map(({ tick, feePips, positions }) => {
      const which = program === 'whirlpool' ? { program: 'whirlpool' as const } : {};
      const sqrtPrice = sqrtPriceAtTick(tick, 64, which.program);
      let pool: ConcentratedPool = {
        sqrtPrice,
        liquidity: 0n,
        tick,
        feePips,
        tickSpacing: spacing,
        ticks: [],
        resolution: 64,
        ...which,
      };
      for (const { lower, width, liquidity } of positions) {
        pool = applyLiquidity(pool, lower * spacing, (lower + width) * spacing, liquidity);
      }
      return pool;
    });

describe('pool accounts', () => {
  it.each([1, 10, 60])('a Raydium CLMM of tick spacing %i comes back from its accounts whole', (spacing) => {
    fc.assert(
      fc.property(pools(spacing, 'raydium'), (curve) => {
        const pool = readClmmPool(clmmPoolAccount(keys, curve));
        const config = readClmmConfig(clmmConfigAccount(4, curve));
        const arrays = clmmTickArrayAccounts(POOL, curve).map(readClmmTickArray);
        expect(clmmCurve(pool, config, arrays)).toEqual(curve);
        expect(pool).toMatchObject(keys);
        expect(new Set(arrays.map((array) => array.pool))).toEqual(new Set(arrays.length === 0 ? [] : [POOL]));
      }),
      { numRuns: 40 },
    );
  });

  it.each(['fixed', 'dynamic'] as const)(
    'a Whirlpool with %s tick arrays comes back from its accounts whole',
    (kind) => {
      const { config: _, ...named } = keys;
      fc.assert(
        fc.property(pools(16, 'whirlpool'), (curve) => {
          const pool = readWhirlpool(whirlpoolAccount(keys, curve));
          const arrays = whirlpoolTickArrayAccounts(POOL, curve, kind).map((bytes) =>
            readWhirlpoolTickArray(bytes, 16),
          );
          expect(whirlpoolCurve(pool, arrays)).toEqual(curve);
          expect(pool).toMatchObject({ ...named, adaptiveFee: false });
          for (const array of arrays) expect(array.pool).toBe(POOL);
        }),
        { numRuns: 40 },
      );
    },
  );

  it('a liquidity book comes back from its accounts whole, with the fee that the next swap would meet', () => {
    const fee = {
      baseFactor: 10_000,
      baseFeePowerFactor: 1,
      variableFeeControl: 7_500,
      maxVolatilityAccumulator: 350_000,
      volatilityReference: 1_200,
      indexReference: -3,
    };
    const bins = [-141, -140, -71, -70, -1, 0, 69, 70].map((id) => ({
      id,
      amount0: id >= -1 ? BigInt(1_000 + id) : 0n,
      amount1: id <= -1 ? BigInt(2_000 - id) : 0n,
    }));
    const curve: BinPool = { activeId: -1, binStep: 25, bins, fee };
    const clock = {
      filterPeriod: 30,
      decayPeriod: 600,
      reductionFactor: 5_000,
      volatilityAccumulator: 8_000,
      lastUpdate: 1_751_241_600,
    };
    const pair = readDlmmPair(dlmmPairAccount(keys, curve, clock));
    const arrays = dlmmBinArrayAccounts(POOL, curve).map(readDlmmBinArray);
    expect(arrays.map(({ index }) => index)).toEqual([-3, -2, -1, 0, 1]);
    expect(pair).toMatchObject({
      clock,
      vault0: keys.vault0,
      vault1: keys.vault1,
      mint0: keys.mint0,
      mint1: keys.mint1,
    });
    const at = (time: number) => dlmmCurve(pair, arrays, time);
    expect(at(clock.lastUpdate)).toEqual(curve);
    expect(at(clock.lastUpdate + 30).fee).toEqual({ ...fee, indexReference: -1, volatilityReference: 4_000 });
    expect(at(clock.lastUpdate + 600).fee).toEqual({ ...fee, indexReference: -1, volatilityReference: 0 });
  });

  it('a CPMM pool comes back from its accounts and vaults, without what lies apart in them', () => {
    const fees = { protocol: [12n, 34n], fund: [5n, 6n], creator: [0n, 9n] } as const;
    const pool = readCpmmPool(cpmmPoolAccount(keys, fees));
    const config = readCpmmConfig(cpmmConfigAccount(0, 2_500));
    const [vault0, vault1] = [1_000_017n, 2_000_049n].map((raw, nth) => {
      return readTokenAccount(tokenAccount(nth === 0 ? keys.mint0 : keys.mint1, POOL, raw)).amount;
    }) as [bigint, bigint];
    expect(pool).toMatchObject(keys);
    expect(cpmmCurve(pool, config, vault0, vault1)).toEqual({
      ...{ reserve0: 1_000_000n, reserve1: 2_000_000n, feePips: 2_500, feeRule: 'ceiling' },
    });
    expect(() => cpmmCurve(pool, config, 16n, vault1)).toThrow(expect.objectContaining({ code: 'ACCOUNT_INVALID' }));
  });

  it('an account of another kind is refused, also where two programs share a discriminator', () => {
    const cpmm = cpmmPoolAccount(keys, { protocol: [0n, 0n], fund: [0n, 0n], creator: [0n, 0n] });
    const invalid = expect.objectContaining({ code: 'ACCOUNT_INVALID' });
    expect(() => readClmmPool(cpmm)).toThrow(invalid);
    for (const read of [
      readWhirlpool,
      readDlmmPair,
      readDlmmBinArray,
      readClmmTickArray,
      readClmmConfig,
      readTokenAccount,
    ]) {
      expect(() => read(cpmm.subarray(0, 60))).toThrow(invalid);
      expect(() => read(new Uint8Array())).toThrow(invalid);
    }
    expect(() => readWhirlpoolTickArray(cpmm, 1)).toThrow(invalid);
  });

  it('limit orders at a tick stop the reading, since the curve does not hold them', () => {
    const curve = fc.sample(
      pools(60, 'raydium').filter(({ ticks }) => ticks.length > 0),
      1,
    )[0] as ConcentratedPool;
    const [array] = clmmTickArrayAccounts(POOL, curve) as [Uint8Array];
    array[44 + 124] = 1;
    expect(() => readClmmTickArray(array)).toThrow(expect.objectContaining({ code: 'POOL_HAS_LIMIT_ORDERS' }));
  });
});
