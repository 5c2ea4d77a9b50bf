import type { Fact, Multiplier, Transfer } from '@tokentape/core/facts/facts.ts';
import { tokensOf } from '@tokentape/core/registry/registry.ts';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FactBatch } from '../batch.ts';
import { type FreshDatabases, startFreshDatabases } from '../testing/fresh-databases.ts';
import { openTestIngest } from '../testing/ingest.ts';
import { dumpDigests } from './dump-hash.ts';
import { openStore } from './open-store.ts';
import { rebuildRollups } from './rebuild-rollups.ts';

const chain = 'arbitrum';
const tokens = tokensOf(chain).map(({ token }) => token);
const rebasing = tokens.find(({ unitRule }) => unitRule === 'rebasing')!.address;
const plain = tokens.find(({ unitRule }) => unitRule === 'unknown')!.address;
const address = (digit: string): string => `0x${digit.repeat(40)}`;
const [treasury, alice, bob] = [address('a'), address('b'), address('c')];
const START = Date.UTC(2025, 6, 1) / 1_000;
const HOUR = 3_600;

let databases: FreshDatabases;

beforeAll(async () => {
  databases = await startFreshDatabases();
});
afterAll(() => databases?.stop());

const at = (height: number, time: number) => ({
  tx: {
    chain,
    block: { height, hash: `0x${height}`, time },
    txIndex: 0,
    txId: `0x${height.toString(16).padStart(64, '0')}`,
    signer: alice,
    feePayer: alice,
    failed: false,
  },
});
function moved(
  height: number,
  time: number,
  token: string,
  from: string | null,
  to: string | null,
  raw: bigint,
): Transfer {
  const move = from === null ? 'mint' : to === null ? 'burn' : 'transfer';
  const accounts = { fromAccount: null, toAccount: null };
  return { kind: 'transfer', ...at(height, time), index: 0, token, move, from, to, ...accounts, raw };
}
const multiplied = (height: number, time: number, token: string, value: string, effectiveTime = time): Multiplier => ({
  ...{ kind: 'multiplier', ...at(height, time), index: 0, token, value, effectiveTime },
});

function batchOf(facts: Fact[], from: number, to: number): FactBatch {
  const end = { height: to, hash: `0x${to}`, time: START + to * 600 };
  const own = facts.filter(({ tx }) => tx.block.height >= from && tx.block.height <= to);
  return { chain, fromBlock: from, to: end, finalized: end, facts: own, failed: [], unrecognised: [] };
}

async function write(url: string, batches: FactBatch[]): Promise<void> {
  const path = await openTestIngest(url, chain);
  const store = openStore(chain);
  for (const batch of batches) await path.write(store, batch);
  await path.close();
}

async function ask(url: string, sql: string, values: unknown[] = []): Promise<unknown[][]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query({ text: sql, values, rowMode: 'array' })).rows;
  } finally {
    await client.end();
  }
}

const balances = (url: string, token: string) =>
  ask(
    url,
    `SELECT encode(a.address, 'hex'), extract(epoch FROM b.hour)::bigint::int, b.in_units, b.out_units
       FROM balance_hour b JOIN account a ON a.key = b.owner_key JOIN token t ON t.key = b.token_key
      WHERE t.id = $1 ORDER BY 2, 1`,
    [`${chain}:${token}`],
  );
const held = (url: string) =>
  ask(
    url,
    `SELECT encode(a.address, 'hex'), sum(b.in_units - b.out_units) FROM balance_hour b JOIN account a ON a.key = b.owner_key
      GROUP BY 1 ORDER BY 1`,
  );

const stored = async (url: string) => [
  await ask(url, 'SELECT * FROM balance_hour ORDER BY token_key, owner_key, hour'),
  await ask(url, 'SELECT * FROM supply_day ORDER BY token_key, day'),
];

describe('balances by hand', () => {
  it('says what each owner got and gave in an hour; mints and burns have one side', async () => {
    const url = await databases.create();
    const facts = [
      moved(1, START + 10, plain, null, treasury, 1_000n),
      moved(2, START + 20, plain, treasury, alice, 300n),
      moved(3, START + 30, plain, alice, bob, 50n),
      moved(4, START + HOUR + 5, plain, bob, alice, 20n),
      moved(5, START + HOUR + 6, plain, alice, null, 70n),
    ];
    await write(url, [batchOf(facts, 1, 3), batchOf(facts, 4, 9)]);
    expect(await balances(url, plain)).toEqual([
      [treasury.slice(2), START, '1000', '300'],
      [alice.slice(2), START, '300', '50'],
      [bob.slice(2), START, '50', '0'],
      [alice.slice(2), START + HOUR, '20', '70'],
      [bob.slice(2), START + HOUR, '0', '20'],
    ]);
  });

  it('keeps what an owner of a rebasing token has in units that a rebase leaves alone', async () => {
    const url = await databases.create();
    const facts = [
      moved(1, START + 10, rebasing, null, alice, 1_000n),
      multiplied(2, START + 20, rebasing, '2'),
      // Alice's balance reads 2,000 now; giving it all away leaves nothing.
      moved(3, START + 30, rebasing, alice, bob, 2_000n),
      moved(4, START + 40, rebasing, bob, null, 500n),
    ];
    await write(url, [batchOf(facts, 1, 9)]);
    expect(await held(url)).toEqual([
      [alice.slice(2), '0'],
      [bob.slice(2), '750'],
    ]);
    expect(await ask(url, 'SELECT minted_raw, burned_raw, minted_units, burned_units FROM supply_day')).toEqual([
      ['1000', '500', '1000', '250'],
    ]);
  });

  it('follows a multiplier that is set ahead of its time from then on', async () => {
    const url = await databases.create();
    const facts = [
      moved(1, START + 10, rebasing, null, alice, 1_000n),
      multiplied(2, START + 20, rebasing, '4', START + 60),
      moved(3, START + 30, rebasing, alice, bob, 100n),
      moved(4, START + 90, rebasing, alice, bob, 400n),
    ];
    await write(url, [batchOf(facts, 1, 2), batchOf(facts, 3, 9)]);
    expect(await held(url)).toEqual([
      [alice.slice(2), '800'],
      [bob.slice(2), '200'],
    ]);
  });

  it('never follows a multiplier that is replaced before its time, whether the replacement comes in order or late', async () => {
    const facts = [
      moved(1, START + 10, rebasing, null, alice, 1_000n),
      multiplied(2, START + 20, rebasing, '4', START + 60),
      multiplied(3, START + 30, rebasing, '2', START + 200),
      moved(4, START + 90, rebasing, alice, bob, 400n),
      moved(5, START + 210, rebasing, alice, bob, 400n),
    ];
    const expected = [
      [alice.slice(2), '400'],
      [bob.slice(2), '600'],
    ];
    const [inOrder, late] = [await databases.create(), await databases.create()];
    await write(inOrder, [batchOf(facts, 1, 3), batchOf(facts, 4, 9)]);
    expect(await held(inOrder)).toEqual(expected);
    await write(late, [batchOf(facts.toSpliced(2, 1), 1, 9), batchOf(facts, 1, 9)]);
    expect(await held(late)).toEqual(expected);
    expect(await dumpDigests(late)).toEqual(await dumpDigests(inOrder));
    await rebuildRollups(late);
    expect(await dumpDigests(late)).toEqual(await dumpDigests(inOrder));
  });

  it('computes balances anew when a multiplier comes late', async () => {
    const url = await databases.create();
    const late = multiplied(2, START + 20, rebasing, '2');
    const rest = [
      moved(1, START + 10, rebasing, null, alice, 1_000n),
      moved(3, START + HOUR, rebasing, alice, bob, 600n),
    ];
    await write(url, [batchOf(rest, 1, 9), batchOf([...rest, late], 1, 5)]);
    expect(await held(url)).toEqual([
      [alice.slice(2), '700'],
      [bob.slice(2), '300'],
    ]);
    const before = await dumpDigests(url);
    await rebuildRollups(url);
    expect(await dumpDigests(url)).toEqual(before);
  });
});

describe('balances of any history', () => {
  const owners = [treasury, alice, bob, address('d'), address('e')];
  const move = fc.record({
    token: fc.constantFrom(plain, rebasing),
    from: fc.integer({ min: -1, max: owners.length - 1 }),
    to: fc.integer({ min: -1, max: owners.length - 1 }),
    raw: fc.bigInt({ min: 0n, max: 10n ** 24n }),
    /** What an event beside the transfer of a rebasing token states. */
    units: fc.option(fc.bigInt({ min: 0n, max: 10n ** 24n })),
    wait: fc.integer({ min: 0, max: 5_000 }),
  });

  it('add up to what was minted and not burned, and are the same in any batches and rebuilt', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(move, { minLength: 5, maxLength: 40 }),
        fc.integer({ min: 1, max: 12 }),
        async (moves, size) => {
          let time = START;
          const facts: Fact[] = moves
            .filter(({ from, to }) => from >= 0 || to >= 0)
            .map(({ token, from, to, raw, units, wait }, i) => {
              time = Math.min(time + wait, START + (i + 1) * 600);
              const move = moved(i + 1, time, token, owners[from] ?? null, owners[to] ?? null, raw);
              return token === rebasing && units !== null ? { ...move, units } : move;
            });
          facts.splice(3, 0, { ...multiplied(4, facts[3]?.tx.block.time ?? time, rebasing, '1.7'), index: 1 });
          const url = await databases.create();
          const batches = [];
          for (let from = 1; from <= facts.length; from += size) batches.push(batchOf(facts, from, from + size - 1));
          await write(url, batches);
          const sums = await ask(
            url,
            `SELECT t.id FROM token t
            WHERE (SELECT coalesce(sum(in_units - out_units), 0) FROM balance_hour WHERE token_key = t.key)
               <> (SELECT coalesce(sum(minted_units - burned_units), 0) FROM supply_day WHERE token_key = t.key)`,
          );
          expect(sums).toEqual([]);
          const before = await stored(url);
          await rebuildRollups(url);
          expect(await stored(url)).toEqual(before);
        },
      ),
      { numRuns: 4, seed: 11 },
    );
  });
});
