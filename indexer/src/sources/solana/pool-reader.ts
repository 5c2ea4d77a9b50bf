import type { RpcTransport } from '@solana/kit';
import type { BinPool } from '@tokentape/core/curves/bins.ts';
import type { ConcentratedPool } from '@tokentape/core/curves/concentrated-pool.ts';
import type { ConstantProductPool } from '@tokentape/core/curves/constant-product.ts';
import { dexes } from '@tokentape/core/registry/registry.ts';
import { CodedError } from '../../coded-error.ts';
import { readClmmConfig } from '../../solana/accounts/clmm-config.ts';
import { clmmCurve } from '../../solana/accounts/clmm-curve.ts';
import { readClmmPool } from '../../solana/accounts/clmm-pool.ts';
import { readClmmTickArray } from '../../solana/accounts/clmm-tick-array.ts';
import { readCpmmConfig } from '../../solana/accounts/cpmm-config.ts';
import { cpmmCurve } from '../../solana/accounts/cpmm-curve.ts';
import { readCpmmPool } from '../../solana/accounts/cpmm-pool.ts';
import { readDlmmBinArray } from '../../solana/accounts/dlmm-bin-array.ts';
import { dlmmCurve } from '../../solana/accounts/dlmm-curve.ts';
import { readDlmmPair } from '../../solana/accounts/dlmm-pair.ts';
import { readTokenAccount } from '../../solana/accounts/token-account.ts';
import { readWhirlpool } from '../../solana/accounts/whirlpool.ts';
import { whirlpoolCurve } from '../../solana/accounts/whirlpool-curve.ts';
import { readWhirlpoolTickArray } from '../../solana/accounts/whirlpool-tick-array.ts';

/** A pool's curve as its accounts had it at a finalized slot. */
export interface PoolRead {
  pool: string;
  slot: number;
  curve: ConcentratedPool | ConstantProductPool | BinPool;
}

interface Accounts {
  slot: number;
  /** In the order asked for. */
  data: Uint8Array[];
}

const TRIES = 4;

/** Reads pools by JSON-RPC: `getMultipleAccounts`, and `getProgramAccounts` for the tick or bin arrays of a pool. */
export class PoolReader {
  readonly #transport: RpcTransport;

  constructor(transport: RpcTransport) {
    this.#transport = transport;
  }

  /**
   * The pool at one slot; null for a venue whose curve does not come from accounts like these.
   * @throws CodedError `ACCOUNT_INVALID`, `POOL_HAS_LIMIT_ORDERS`, `ACCOUNT_MOVING` when the pool changed during every reading
   */
  async read(dex: string, pool: string): Promise<PoolRead | null> {
    const venue = dexes.find(({ id }) => id === dex);
    const program = venue?.deployments.find(({ chain }) => chain === 'solana')?.address;
    const read = READERS[venue?.decoder ?? ''];
    if (read === undefined || program === undefined) return null;
    for (let tries = 0; tries < TRIES; tries++) {
      const before = await this.#accounts([pool]);
      const curve = await read(this, program, pool, before.data[0] as Uint8Array);
      const after = await this.#accounts([pool]);
      // Whatever changes a pool's curve changes its account, so between two equal readings nothing did.
      if (Buffer.compare(before.data[0] as Uint8Array, after.data[0] as Uint8Array) === 0) {
        return { pool, slot: after.slot, curve };
      }
    }
    throw new CodedError('ACCOUNT_MOVING', `${pool} changed during each of ${TRIES} readings; try again later.`);
  }

  /** Accounts that must exist. */
  async accounts(addresses: string[]): Promise<Uint8Array[]> {
    return (await this.#accounts(addresses)).data;
  }

  /** Accounts of a program whose bytes at `offset` are the pool's address. */
  async accountsOf(program: string, pool: string, offset: number): Promise<Uint8Array[]> {
    const filters = [{ memcmp: { offset, bytes: pool } }];
    const config = { encoding: 'base64', commitment: 'finalized', withContext: true, filters };
    const { value } = await this.#ask<{ value: { account: RpcAccount }[] }>('getProgramAccounts', [program, config]);
    return value.map(({ account }) => bytesOf(account));
  }

  async #accounts(addresses: string[]): Promise<Accounts> {
    const config = { encoding: 'base64', commitment: 'finalized' };
    const { context, value } = await this.#ask<{ context: { slot: number }; value: (RpcAccount | null)[] }>(
      'getMultipleAccounts',
      [addresses, config],
    );
    const data = value.map((account, nth) => {
      if (account !== null) return bytesOf(account);
      throw new CodedError('ACCOUNT_INVALID', `Account ${addresses[nth]} does not exist.`);
    });
    return { slot: context.slot, data };
  }

  async #ask<T>(method: string, params: unknown[]): Promise<T> {
    const payload = { jsonrpc: '2.0', id: 'pool-reader', method, params };
    return ((await this.#transport({ payload })) as unknown as { result: T }).result;
  }
}

interface RpcAccount {
  data: [base64: string, encoding: string];
}

const bytesOf = ({ data: [base64] }: RpcAccount): Uint8Array => Buffer.from(base64, 'base64');

type Read = (reader: PoolReader, program: string, pool: string, account: Uint8Array) => Promise<PoolRead['curve']>;

const clmm: Read = async (reader, program, address, account) => {
  const pool = readClmmPool(account);
  const [config] = await reader.accounts([pool.config]);
  const arrays = (await reader.accountsOf(program, address, 8)).filter(({ length }) => length === 10_240);
  return clmmCurve(pool, readClmmConfig(config as Uint8Array), arrays.map(readClmmTickArray));
};

const whirlpool: Read = async (reader, program, address, account) => {
  const pool = readWhirlpool(account);
  const fixed = (await reader.accountsOf(program, address, 9956)).filter(({ length }) => length === 9988);
  const dynamic = (await reader.accountsOf(program, address, 12)).filter(isDynamicArray);
  return whirlpoolCurve(
    pool,
    [...fixed, ...dynamic].map((bytes) => readWhirlpoolTickArray(bytes, pool.tickSpacing)),
  );
};

const isDynamicArray = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.subarray(0, 8)).toString('hex') === '11d8f68ee1c7da38';

const cpmm: Read = async (reader, _program, _address, account) => {
  const pool = readCpmmPool(account);
  const [config, vault0, vault1] = await reader.accounts([pool.config, pool.vault0, pool.vault1]);
  const [raw0, raw1] = [vault0, vault1].map((vault) => readTokenAccount(vault as Uint8Array).amount);
  return cpmmCurve(pool, readCpmmConfig(config as Uint8Array), raw0 as bigint, raw1 as bigint);
};

/** With the fee as the last swap left it. */
const dlmm: Read = async (reader, program, address, account) => {
  const pair = readDlmmPair(account);
  const arrays = (await reader.accountsOf(program, address, 24)).filter(({ length }) => length === 10_136);
  return dlmmCurve(pair, arrays.map(readDlmmBinArray), pair.clock.lastUpdate);
};

/** By decoder, so that forks are read as what they are forks of. */
const READERS: Record<string, Read> = {
  'raydium-clmm': clmm,
  'orca-whirlpool': whirlpool,
  'raydium-cpmm': cpmm,
  'meteora-dlmm': dlmm,
};
