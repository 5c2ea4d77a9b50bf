import type { BinPool } from '@tokentape/core/curves/bins.ts';
import type { ConcentratedPool } from '@tokentape/core/curves/concentrated-pool.ts';
import type { ConstantProductPool } from '@tokentape/core/curves/constant-product.ts';
import { getChain } from '@tokentape/core/registry/registry.ts';
import type { SolanaAccount, SolanaChain } from '@tokentape/replay/chains/solana-chain.ts';
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
import type { MarketPool } from '@tokentape/replay/market/pool.ts';
import { SAMPLE_SEED } from '@tokentape/replay/market/sample-market.ts';
import { playSolanaWeek } from '@tokentape/replay/market/solana/solana-week.ts';
import { startSolanaServer } from '@tokentape/replay/servers/solana-server.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SolanaBlock } from '../dexes/solana-block.ts';
import { decodeSolanaBlocks } from '../dexes/solana-block.ts';
import { parseSolanaTransaction } from '../solana/parse.ts';
import { migrate } from '../store/migrate.ts';
import { openStore } from '../store/open-store.ts';
import { seedRegistry } from '../store/seed-registry.ts';
import { openTestIngest } from '../testing/ingest.ts';
import { startTestPostgres, type TestPostgres } from '../testing/postgres.ts';
import { address } from '../testing/solana-fixtures.ts';
import { poolAccounts } from './pool-accounts.ts';
import { readPools } from './read-pools.ts';
import { verify } from './verify.ts';

const PROGRAMS: Record<string, string> = {
  'raydium-clmm': 'CAMMCzo5YL8w4VFF8KVHrK22GGUsp5VTaW7grrKgrWqK',
  'orca-whirlpool': 'whirLbMiicVdio4qvUfM5KAg6Ct8VwpYzGff3uctyCc',
  'meteora-dlmm': 'LBUZKhRxPF3XUpBCjp4YzTKgLccjZhTSDM9YuVaPwxo',
};

const CLOCK = { filterPeriod: 30, decayPeriod: 600, reductionFactor: 5_000, volatilityAccumulator: 0, lastUpdate: 0 };
const week = playSolanaWeek(SAMPLE_SEED);
const size = ({ address }: MarketPool) => week.chain.ordinalsOf(address, false).length;
/** A few pools of each venue that are not the busiest, so that the test stays short. */
const pools = ['raydium-clmm', 'orca-whirlpool', 'raydium-cpmm', 'meteora-dlmm'].flatMap((venue) =>
  week.pools.filter((pool) => pool.venue === venue && size(pool) > 20 && size(pool) < 1_500).slice(0, 2),
);
const accounts = new Map<string, SolanaAccount>();
let postgres: TestPostgres;
let url = '';
let close: () => Promise<void>;

const put = (key: string, owner: string, data: Uint8Array) => accounts.set(key, { owner, lamports: 1, data });

/** The accounts of a pool as the market left it. */
function putPool(pool: MarketPool): void {
  const { address: at, venue } = pool;
  const [vault0, vault1, config] = ['vault 0', 'vault 1', 'config'].map((name) => address(`${at} ${name}`)) as [
    string,
    string,
    string,
  ];
  const keys = { config, vault0, vault1, mint0: pool.token0.address, mint1: pool.token1.address };
  const owner = PROGRAMS[venue] ?? 'CPMMoo8L3F4NbTegBCKVNunggL7H1ZpdTHKxQB5qKP1C';
  if (venue === 'raydium-cpmm') {
    const { reserve0, reserve1, feePips } = pool.curve as ConstantProductPool;
    const zero = [0n, 0n] as const;
    const protocol = [pool.reserve0 - reserve0, pool.reserve1 - reserve1] as const;
    put(at, owner, cpmmPoolAccount(keys, { protocol, fund: zero, creator: zero }));
    put(config, owner, cpmmConfigAccount(0, feePips));
    put(vault0, owner, tokenAccount(keys.mint0, at, pool.reserve0));
    put(vault1, owner, tokenAccount(keys.mint1, at, pool.reserve1));
    return;
  }
  if (venue === 'meteora-dlmm') {
    const book = pool.curve as BinPool;
    put(at, owner, dlmmPairAccount(keys, book, CLOCK));
    for (const [nth, data] of dlmmBinArrayAccounts(at, book).entries()) put(address(`${at} array ${nth}`), owner, data);
    return;
  }
  const curve = pool.curve as ConcentratedPool;
  if (venue === 'orca-whirlpool') {
    put(at, owner, whirlpoolAccount(keys, curve));
    const arrays = whirlpoolTickArrayAccounts(at, curve, size(pool) % 2 === 0 ? 'fixed' : 'dynamic');
    for (const [nth, data] of arrays.entries()) put(address(`${at} array ${nth}`), owner, data);
    return;
  }
  put(at, owner, clmmPoolAccount(keys, curve));
  put(config, owner, clmmConfigAccount(1, curve));
  for (const [nth, data] of clmmTickArrayAccounts(at, curve).entries()) put(address(`${at} array ${nth}`), owner, data);
}

beforeAll(async () => {
  for (const pool of pools) putPool(pool);
  postgres = await startTestPostgres();
  await migrate(postgres.url);
  await seedRegistry(postgres.url, { simulated: true, label: 'sample' });
  const ordinals = [...new Set(pools.flatMap(({ address: at }) => Array.from(week.chain.ordinalsOf(at, false))))];
  const blocks = blocksOf(ordinals.sort((a, b) => a - b));
  const last = { height: week.lastSlot, hash: `slot-${week.lastSlot}`, time: (blocks.at(-1) as SolanaBlock).time };
  const path = await openTestIngest(postgres.url, 'solana');
  const decoded = decodeSolanaBlocks(blocks, 'solana', new Set());
  await path.write(openStore('solana'), {
    chain: 'solana',
    fromBlock: week.firstSlot,
    to: last,
    finalized: last,
    ...decoded,
  });
  await path.close();
  const chain: SolanaChain = {
    ...week.chain,
    account: (key) => accounts.get(key) ?? null,
    programAccounts: (program) => [...accounts].filter(([, { owner }]) => owner === program),
  };
  const server = await startSolanaServer({ chain });
  close = server.close;
  url = server.url;
}, 120_000);
afterAll(async () => {
  await close?.();
  await postgres?.stop();
});

function blocksOf(ordinals: number[]): SolanaBlock[] {
  const blocks: SolanaBlock[] = [];
  for (const ordinal of ordinals) {
    const given = week.chain.transaction(ordinal);
    const [height, time] = [given.slot, given.blockTime as number];
    const placed = { index: given.transactionIndex, tx: parseSolanaTransaction(given) };
    if (blocks.at(-1)?.height === height) blocks.at(-1)?.transactions.push(placed);
    else blocks.push({ height, hash: `slot-${height}`, time, transactions: [placed] });
  }
  return blocks;
}

const logs: string[] = [];
async function check() {
  const endpoint = { chain: getChain('solana'), rpcUrl: url, origin: 'configured' as const };
  const { signal } = new AbortController();
  const options = {
    endpoint,
    databaseUrl: postgres.url,
    limit: 1_000,
    signal,
    patienceMs: 0,
    requestsPerSecond: 10_000,
  };
  const reads = await readPools({ ...options, log: (text) => logs.push(text) });
  const mine = reads.filter(({ pool }) => pools.some(({ address: at }) => at === pool));
  const [row] = await verify(postgres.url, [poolAccounts(mine)]);
  return { read: mine.length, row };
}

describe('pools compared with their accounts', () => {
  it('agrees on every pool of the sample that was read from its creation', async () => {
    const { read, row } = await check();
    expect(read).toBe(pools.length);
    expect(new Set(pools.map(({ venue }) => venue)).size).toBe(4);
    expect(row).toMatchObject({
      invariant: 'Q09',
      chain: 'solana',
      passed: true,
      detail: `${read} pools read by account`,
    });
  });

  it.each(pools.map((pool) => [pool.venue, pool] as const))(
    '%s: says where an account differs',
    async (_venue, pool) => {
      const whole = accounts.get(pool.address) as SolanaAccount;
      const data = new Uint8Array(whole.data);
      // The lowest byte of the price, of the active bin, or of what lies apart in the vaults.
      const place = { 'raydium-clmm': 253, 'orca-whirlpool': 65, 'meteora-dlmm': 76 }[pool.venue as string] ?? 341;
      data[place] = (data[place] as number) ^ 1;
      accounts.set(pool.address, { ...whole, data });
      const { row } = await check();
      accounts.set(pool.address, whole);
      expect(row).toMatchObject({ passed: false, detail: expect.stringContaining(pool.address) });
    },
  );

  it('leaves a pool out that does not exist at the node, and says so', async () => {
    const gone = pools[0] as MarketPool;
    const whole = accounts.get(gone.address) as SolanaAccount;
    accounts.delete(gone.address);
    expect((await check()).read).toBe(pools.length - 1);
    accounts.set(gone.address, whole);
    expect(logs.join()).toContain(`${gone.address} is left out`);
  });
});
