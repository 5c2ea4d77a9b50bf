import type { BinPool } from '@tokentape/core/curves/bins.ts';
import type { ConcentratedPool } from '@tokentape/core/curves/concentrated-pool.ts';
import type { ConstantProductPool } from '@tokentape/core/curves/constant-product.ts';
import type { RangePool } from '@tokentape/core/curves/range.ts';
import type { StatedFee } from '@tokentape/core/facts/stated-terms.ts';
import { readClmmConfig } from '../../solana/accounts/clmm-config.ts';
import { clmmCurve } from '../../solana/accounts/clmm-curve.ts';
import { readClmmPool } from '../../solana/accounts/clmm-pool.ts';
import { readClmmTickArray } from '../../solana/accounts/clmm-tick-array.ts';
import { readCpmmConfig } from '../../solana/accounts/cpmm-config.ts';
import { cpmmCurve } from '../../solana/accounts/cpmm-curve.ts';
import { readCpmmPool } from '../../solana/accounts/cpmm-pool.ts';
import { readDammPool } from '../../solana/accounts/damm-pool.ts';
import { readDlmmBinArray } from '../../solana/accounts/dlmm-bin-array.ts';
import { dlmmCurve } from '../../solana/accounts/dlmm-curve.ts';
import { readDlmmPair } from '../../solana/accounts/dlmm-pair.ts';
import { readTokenAccount } from '../../solana/accounts/token-account.ts';
import { readWhirlpool } from '../../solana/accounts/whirlpool.ts';
import { whirlpoolCurve } from '../../solana/accounts/whirlpool-curve.ts';
import { readWhirlpoolTickArray } from '../../solana/accounts/whirlpool-tick-array.ts';

/** What a pool's accounts say of it. */
export interface PoolContent {
  curve: ConcentratedPool | ConstantProductPool | BinPool | RangePool;
  token0: string;
  token1: string;
  vault0: string;
  vault1: string;
  /** Tick spacing or bin step; null for designs without. */
  tickSpacing: number | null;
  /** null where it moves in a way that these accounts do not tell. */
  fee: StatedFee | null;
}

/** The accounts that a design keeps of a pool, and how to read them. */
export interface PoolLayout {
  /** Further accounts that the pool's own names; they never change. */
  related(pool: Uint8Array): string[];
  /** Kinds of array accounts: their discriminator in hex, and where the pool's address stands in them. */
  arrays: readonly { discriminator: string; pool: number }[];
  /** @throws CodedError `ACCOUNT_INVALID`, `POOL_HAS_LIMIT_ORDERS` */
  read(pool: Uint8Array, related: readonly Uint8Array[], arrays: readonly Uint8Array[]): PoolContent;
}

const clmm: PoolLayout = {
  related: (account) => [readClmmPool(account).config],
  arrays: [{ discriminator: 'c09b55cd31f9812a', pool: 8 }],
  read(account, [config], arrays) {
    const pool = readClmmPool(account);
    const curve = clmmCurve(pool, readClmmConfig(config as Uint8Array), arrays.map(readClmmTickArray));
    return { ...sidesOf(pool), curve, tickSpacing: pool.tickSpacing, fee: { pips: curve.feePips } };
  },
};

const whirlpool: PoolLayout = {
  related: () => [],
  arrays: [
    { discriminator: '4561bdbe6e0742bb', pool: 9956 },
    { discriminator: '11d8f68ee1c7da38', pool: 12 },
  ],
  read(account, _related, arrays) {
    const pool = readWhirlpool(account);
    const curve = whirlpoolCurve(
      pool,
      arrays.map((bytes) => readWhirlpoolTickArray(bytes, pool.tickSpacing)),
    );
    const fee = pool.adaptiveFee ? null : { pips: pool.feePips };
    return { ...sidesOf(pool), curve, tickSpacing: pool.tickSpacing, fee };
  },
};

const cpmm: PoolLayout = {
  related(account) {
    const { config, vault0, vault1 } = readCpmmPool(account);
    return [config, vault0, vault1];
  },
  arrays: [],
  read(account, [config, vault0, vault1]) {
    const pool = readCpmmPool(account);
    const [raw0, raw1] = [vault0, vault1].map((vault) => readTokenAccount(vault as Uint8Array).amount);
    const curve = cpmmCurve(pool, readCpmmConfig(config as Uint8Array), raw0 as bigint, raw1 as bigint);
    const fee = pool.creatorFee ? null : { pips: curve.feePips };
    return { ...sidesOf(pool), curve, tickSpacing: null, fee };
  },
};

const dlmm: PoolLayout = {
  related: () => [],
  arrays: [{ discriminator: '5c8e5cdc059446b5', pool: 24 }],
  read(account, _related, arrays) {
    const pair = readDlmmPair(account);
    const { fee, clock, binStep } = pair;
    const curve = dlmmCurve(pair, arrays.map(readDlmmBinArray), clock.lastUpdate);
    return { ...sidesOf(pair), curve: { ...curve, fee }, tickSpacing: binStep, fee: { book: fee, clock } };
  },
};

const damm: PoolLayout = {
  related: () => [],
  arrays: [],
  read(account) {
    const pool = readDammPool(account);
    return { ...sidesOf(pool), curve: pool.curve, tickSpacing: null, fee: pool.fee };
  },
};

interface Sides {
  mint0: string;
  mint1: string;
  vault0: string;
  vault1: string;
}

const sidesOf = ({ mint0, mint1, vault0, vault1 }: Sides) => ({ token0: mint0, token1: mint1, vault0, vault1 });

/** By decoder, so that forks are read as what they are forks of. */
export const poolLayouts: Readonly<Record<string, PoolLayout>> = {
  'raydium-clmm': clmm,
  'orca-whirlpool': whirlpool,
  'raydium-cpmm': cpmm,
  'meteora-dlmm': dlmm,
  'meteora-damm-v2': damm,
};
