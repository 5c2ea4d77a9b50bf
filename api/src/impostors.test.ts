import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertRows } from './testing/insert-rows.ts';
import { POOL } from './testing/market.ts';
import { startTestApi, type TestApi } from './testing/test-api.ts';

const bytes = (length: number, fill: number) => Buffer.alloc(length, fill);
const COLUMNS = 'chain_key, address, pool, dex_key, paired_with, symbol, name, block, block_time, tx_id';
const HOSTILE = '<img src=x onerror=alert(1)>\u202e =HYPERLINK("http://169.254.169.254/")';

/** Every figure that a token could have slipped into. */
const NUMBERS = `{
  totals { volumeUsd trades fills transactions traders meanTvlUsd }
  tickers(tradedOnly: false) { totalCount nodes { id stats { volumeUsd trades traders } liquidity { pools } } }
  pools { totalCount }
  launchReport { pools days { volumeUsd trades traders pools } }
  concentration { parts volumeUsd }
  definitions(from: "2025-06-30", to: "2025-07-02") { rules { volumeUsd count traders } }
}`;

let api: TestApi;
let before: unknown;
beforeAll(async () => {
  api = await startTestApi();
  before = (await api.ask(NUMBERS)).body.data;
  await insertRows(api.database.owner, 'impostor', COLUMNS, [
    [1, bytes(32, 91), bytes(32, 81), 1, bytes(32, 71), 'TSLAx', HOSTILE, 150, '2025-06-30T10:00:00Z', bytes(64, 61)],
    [1, bytes(32, 92), bytes(32, 82), 1, bytes(32, 71), 'S\u03a1Yx', null, 160, '2025-07-01T10:00:00Z', bytes(64, 62)],
    [2, bytes(20, 93), bytes(32, 83), 2, bytes(20, 15), 'tslaX', 'Tesla', 170, '2025-07-01T10:00:00Z', bytes(32, 63)],
    [
      2,
      bytes(20, 94),
      bytes(20, 84),
      2,
      bytes(20, 15),
      '\u202eTSLAx',
      null,
      180,
      '2025-07-02T10:00:00Z',
      bytes(32, 64),
    ],
  ]);
});
afterAll(() => api.stop());

const NODE =
  'chain address symbol shown name likeness imitates pool dexName pairedWith pairedSymbol block blockTime txId';

test('what each takes, why it is listed, and where it was seen, newest first', async () => {
  const { body } = await api.ask(`{ impostors { totalCount nodes { ${NODE} explorerUrl } } }`);
  expect(body.errors).toBeUndefined();
  const { totalCount, nodes } = body.data.impostors;
  expect(totalCount).toBe(4);
  expect(nodes.map(({ symbol }: { symbol: string }) => symbol)).toEqual(['\u202eTSLAx', 'tslaX', 'SΡYx', 'TSLAx']);
  expect(nodes[0]).toMatchObject({ shown: 'TSLAx', likeness: 'LOOK_ALIKE', imitates: ['xstocks:TSLAx'] });
  expect(nodes[1]).toMatchObject({
    ...{ chain: 'arbitrum', address: `0x${'5d'.repeat(20)}`, likeness: 'SAME', pool: `0x${'53'.repeat(32)}` },
    ...{ dexName: 'Uniswap V3', pairedSymbol: 'USDC', block: '170', blockTime: '2025-07-01T10:00:00Z' },
  });
  expect(nodes[2]).toMatchObject({ likeness: 'LOOK_ALIKE', imitates: ['xstocks:SPYx'], name: null });
  expect(nodes[3]).toMatchObject({ likeness: 'SAME', name: HOSTILE });
  expect(nodes[3].explorerUrl).toContain(nodes[3].txId);
});

test('pages of one give every row once; one chain; a cursor of another question is refused', async () => {
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const { body } = await api.ask(
      'query ($after: String) { impostors(first: 1, after: $after) { nodes { address } pageInfo { hasNextPage endCursor } } }',
      { after },
    );
    expect(body.errors).toBeUndefined();
    seen.push(...body.data.impostors.nodes.map(({ address }: { address: string }) => address));
    after = body.data.impostors.pageInfo.hasNextPage ? body.data.impostors.pageInfo.endCursor : null;
    if (seen.length === 1) {
      const wrong = await api.ask(
        `query ($after: String) { impostors(chain: "solana", after: $after) { totalCount } }`,
        {
          after,
        },
      );
      expect(wrong.body.errors[0].extensions.code).toBe('BAD_CURSOR');
    }
  } while (after);
  expect(new Set(seen).size).toBe(4);
  const { body } = await api.ask(
    '{ a: impostors(chain: "arbitrum") { totalCount } b: impostors(chain: "x") { totalCount } }',
  );
  expect(body.data).toEqual({ a: { totalCount: 2 }, b: { totalCount: 0 } });
});

test('they are in no number, also when a pool of a real stock holds one', async () => {
  const db = api.database.owner;
  await db.query(
    `INSERT INTO token (id, key, chain_key, address, role, unit_rule, state)
    VALUES ('solana:impostor', 90, 1, $1, 'other', 'unknown', 'impostor')`,
    [bytes(32, 91)],
  );
  const { rows } = await db.query('SELECT key FROM token WHERE state = $1', ['impostor']);
  expect(rows).toEqual([{ key: 90 }]);
  expect((await api.ask(NUMBERS)).body.data).toEqual(before);
  const { body } = await api.ask('query ($pool: String!) { totals(pool: $pool) { trades } }', { pool: POOL.tslaxUsdc });
  expect(body.data.totals.trades).toBe(4);
});
