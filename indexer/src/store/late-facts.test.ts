import type { Fill, Transfer } from '@tokentape/core/facts/facts.ts';
import { getChain, tokensOf } from '@tokentape/core/registry/registry.ts';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sumsAddUp } from '../audit/sums-add-up.ts';
import type { FactBatch } from '../batch.ts';
import { type FreshDatabases, startFreshDatabases } from '../testing/fresh-databases.ts';
import { openTestIngest } from '../testing/ingest.ts';
import { dumpDigests } from './dump-hash.ts';
import { openStore } from './open-store.ts';
import { rebuildRollups } from './rebuild-rollups.ts';

const chain = 'arbitrum';
const usdc = getChain(chain).quotes.find((quote) => quote.peg === 'usd')!.address;
const stocks = tokensOf(chain)
  .slice(0, 2)
  .map(({ token }) => token.address) as [string, string];
const address = (digit: string): string => `0x${digit.repeat(40)}`;
const pools = stocks.map((stock, index) => ({ pool: address(String(index + 1)), stock }));
const traders = ['a', 'b', 'c', 'd'].map(address);
/** Two weeks before the end of a month; the blocks reach over two more ends. */
const START = Date.UTC(2025, 5, 16) / 1_000;
const SECONDS_PER_BLOCK = 40_000;
const BLOCKS = 150;

let databases: FreshDatabases;

beforeAll(async () => {
  databases = await startFreshDatabases();
});
afterAll(() => databases?.stop());

const blockOf = (n: number) => ({ height: 10 + n, hash: `0x${n}`, time: START + n * SECONDS_PER_BLOCK });

const txOf = (n: number, trader: string) => ({
  ...{ chain, block: blockOf(n), txIndex: 0, txId: `0x${(n + 1).toString(16).padStart(64, '0')}`, failed: false },
  ...{ signer: trader, feePayer: trader },
});

interface Leg {
  pool: number;
  buys: boolean;
  raw: number;
}

/** What happens in a block: one transaction of one trader, with a leg or two, which may net to nothing. */
interface Happening {
  trader: number;
  legs: Leg[];
  /** How many batches late each leg after the first comes; 0 for in time. */
  late: number;
}

function factsOf(n: number, { trader, legs }: Happening): (Fill | Transfer)[][] {
  const wallet = traders[trader]!;
  const moves = legs.map(({ pool: index, buys, raw }, leg): Transfer => {
    const { pool, stock } = pools[index]!;
    const owners = buys ? { from: pool, to: wallet } : { from: wallet, to: pool };
    const rest = { tx: txOf(n, wallet), index: 2 * leg + 20, fromAccount: null, toAccount: null };
    return { kind: 'transfer', token: stock, move: 'transfer', ...owners, ...rest, raw: BigInt(raw) * 10n ** 15n };
  });
  const fills = legs.map(({ pool: index, buys, raw }, leg): Fill => {
    const { pool, stock } = pools[index]!;
    const [stockRaw, usdRaw] = [BigInt(raw) * 10n ** 15n, BigInt(raw) * 1_000_000n];
    const sides = buys
      ? { soldToken: usdc, soldRaw: usdRaw, boughtToken: stock, boughtRaw: stockRaw }
      : { soldToken: stock, soldRaw: stockRaw, boughtToken: usdc, boughtRaw: usdRaw };
    const rest = { tx: txOf(n, wallet), index: leg + 1, trader: wallet, after: null, feeRaw: null, flags: [] };
    return { kind: 'fill', dex: 'uniswap-v3', pool, ...sides, ...rest };
  });
  return fills.map((fill, leg) => [fill, moves[leg]!]);
}

const births = pools.map(({ pool, stock }, index) => ({
  ...{ kind: 'pool' as const, dex: 'uniswap-v3', pool, tx: { ...txOf(-1, traders[0]!), txIndex: index } },
  ...{ index: 0, token0: stock, token1: usdc, curve: 'concentrated' as const, feePips: 500, tickSpacing: 10 },
  ...{ vault0: null, vault1: null, created: true },
}));

/** Cuts the blocks into batches; legs that are late lie in a later batch than their block. */
function batchesOf(happenings: ReadonlyMap<number, Happening>, sizes: readonly number[], late: boolean): FactBatch[] {
  const batches: FactBatch[] = [];
  const waiting: { due: number; facts: (Fill | Transfer)[] }[] = [];
  for (let start = -1, turn = 0; start < BLOCKS; turn += 1) {
    const end = Math.min(BLOCKS, start + sizes[turn % sizes.length]!);
    const facts: FactBatch['facts'] = start === -1 ? [...births] : [];
    for (let n = start; n < end; n += 1) {
      const happening = happenings.get(n);
      if (!happening) continue;
      const legs = factsOf(n, happening);
      const held = late && happening.late > 0 ? legs.splice(1) : [];
      if (held.length > 0) waiting.push({ due: turn + happening.late, facts: held.flat() });
      facts.push(...legs.flat());
    }
    const isLast = end >= BLOCKS;
    for (const each of waiting.splice(0)) {
      if (each.due === turn || (isLast && each.due > turn)) facts.push(...each.facts);
      else waiting.push(each);
    }
    const to = blockOf(end - 1);
    batches.push({ chain, fromBlock: blockOf(start).height, to, finalized: to, facts, failed: [], unrecognised: [] });
    start = end;
  }
  return batches;
}

async function digestsOf(batches: FactBatch[], rebuild = false) {
  const url = await databases.create();
  const path = await openTestIngest(url, chain);
  const store = openStore(chain);
  try {
    for (const batch of batches) await path.write(store, batch);
  } finally {
    await path.close();
  }
  const stored = await dumpDigests(url);
  if (rebuild) {
    await rebuildRollups(url);
    expect(await dumpDigests(url)).toEqual(stored);
    expect(await brokenSums(url)).toEqual([]);
  }
  return stored;
}

/** What does not add up, by Q13: balances at month ends and their holders are held against the hours there. */
async function brokenSums(url: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await sumsAddUp.check(client)).filter(({ passed }) => !passed);
  } finally {
    await client.end();
  }
}

const leg = fc.record({ pool: fc.nat({ max: 1 }), buys: fc.boolean(), raw: fc.integer({ min: 1, max: 3 }) });
const happening = fc.record({
  trader: fc.nat({ max: 3 }),
  late: fc.nat({ max: 3 }),
  // A second leg is often the way back, so that what comes late takes a trade away.
  legs: fc.oneof(
    leg.map((one) => [one]),
    leg.map((one) => [one, { ...one, buys: !one.buys }]),
    fc.tuple(leg, leg),
  ),
});

it('rollups over month ends are what the facts give, byte for byte, in whatever batches and however late they come', async () => {
  const history = fc
    .array(fc.tuple(fc.nat({ max: BLOCKS - 1 }), happening), { minLength: 5, maxLength: 60 })
    .map((entries) => new Map<number, Happening>(entries));
  const sizes = fc.array(fc.integer({ min: 5, max: 70 }), { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(history, sizes, async (happenings, cut) => {
      const whole = await digestsOf(batchesOf(happenings, [BLOCKS + 1], false));
      expect(await digestsOf(batchesOf(happenings, cut, true), true)).toEqual(whole);
    }),
    { numRuns: 3, endOnFailure: true },
  );
}, 180_000);
