import { sum } from '@tokentape/core/decimal.ts';
import { definitionIds } from '@tokentape/core/definitions/definitions.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildRollups } from './testing/build-rollups.ts';
import { insertRows } from './testing/insert-rows.ts';
import { POOL } from './testing/market.ts';
import { startTestApi, type TestApi } from './testing/test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

interface Rule {
  id: string;
  volumeUsd: string;
  count: number | null;
  traders: number | null;
  daily: Rule[];
}
interface Step {
  id: string;
  volumeUsd: string;
  count: number;
  traders: number;
}

const FIGURES = 'rules { id volumeUsd count traders daily { day volumeUsd count traders } }';
const bridgeTo = (to: string) =>
  `${to.replace('-', '_')}: bridge(from: "fills", to: "${to}") { id volumeUsd count traders }`;

async function ask(args: string): Promise<{ rules: Rule[] } & Record<string, Step[]>> {
  const bridges = definitionIds.map(bridgeTo).join('\n');
  const { body } = await api.ask(`{ definitions(${args}) { ${FIGURES} ${bridges} } }`);
  expect(body.errors, JSON.stringify(api.log.at(-1))).toBeUndefined();
  return body.data.definitions;
}

const ruleOf = (answer: { rules: Rule[] }, id: string) => {
  const { daily: _daily, ...rule } = answer.rules.find((each) => each.id === id) as Rule;
  return rule;
};

test('the three days of the market under every rule', async () => {
  const all = await ask('from: "2025-06-30", to: "2025-07-02"');
  // 20 + 450 + 226 + 455 + 900 + 452 + 452 USD in eight fills; Alice, Bob, his other account, Carol and Dave.
  const fills = { volumeUsd: '2955', count: 8 };
  expect(ruleOf(all, 'fills')).toEqual({ id: 'fills', ...fills, traders: 5 });
  // The relayer signs for Dave.
  expect(ruleOf(all, 'dune')).toEqual({ id: 'dune', ...fills, traders: 5 });
  expect(ruleOf(all, 'transactions')).toEqual({ id: 'transactions', ...fills, count: 7, traders: 5 });
  // The Arbitrum pool holds 999.99 USD: enough.
  expect(ruleOf(all, 'defillama')).toEqual({ id: 'defillama', ...fills, traders: null });
  // Without the passthrough, and the stock-for-stock trade twice; once in the total.
  expect(ruleOf(all, 'trades')).toEqual({ id: 'trades', volumeUsd: '2506', count: 7, traders: 4 });
  expect(ruleOf(all, 'tokentape')).toEqual({ id: 'tokentape', volumeUsd: '2051', count: 7, traders: 4 });
  expect(ruleOf(all, 'tokentape-adjusted')).toMatchObject({ volumeUsd: '2051', count: null, traders: null });
  expect(all.tokentape).toEqual([
    { id: 'second-legs', volumeUsd: '455', count: 1, traders: 0 },
    { id: 'passthroughs', volumeUsd: '-904', count: -2, traders: -1 },
    { id: 'netting', volumeUsd: '0', count: 0, traders: 0 },
    { id: 'unpriced', volumeUsd: '0', count: 0, traders: 0 },
    { id: 'once', volumeUsd: '-455', count: 0, traders: 0 },
  ]);
  expect(all.dune).toEqual([
    { id: 'signers', volumeUsd: '0', count: 0, traders: 1 },
    { id: 'owners', volumeUsd: '0', count: 0, traders: -1 },
  ]);
});

test('a day, a ticker, and names that are not there', async () => {
  const day = await ask('day: "2025-07-01", asset: "xstocks:TSLAx"');
  expect(ruleOf(day, 'tokentape')).toMatchObject({ volumeUsd: '1581', count: 3, traders: 3 });
  expect(ruleOf(day, 'fills')).toMatchObject({ volumeUsd: '2485', count: 5, traders: 4 });
  const { body } = await api.ask('{ definitions(issuer: "nobody") { from } }');
  expect(body.data.definitions).toBeNull();
  const wrong = await api.ask('{ definitions { bridge(from: "fills", to: "nonsense") { id } } }');
  expect(wrong.body.errors[0].extensions.code).toBe('BAD_ARGUMENT');
  const long = await api.ask('{ definitions(from: "2024-01-01", to: "2025-12-31") { from } }');
  expect(long.body.errors[0].extensions.code).toBe('WINDOW_TOO_LARGE');
});

/** Tokens and pools of the market: TSLAx (1) and SPYx (2) on Solana with USDC (4), TSLAx (3) on Arbitrum with USDC (5). */
const POOLS = [
  { pool: 1, chain: 1, tokens: [1, 4] },
  { pool: 2, chain: 1, tokens: [2, 1] },
  { pool: 3, chain: 2, tokens: [5, 3] },
  { pool: 4, chain: 1, tokens: [2, 4] },
] as const;

const fill = fc.record({
  place: fc.constantFrom(...POOLS),
  block: fc.integer({ min: 1, max: 12 }),
  trader: fc.integer({ min: 1, max: 4 }),
  forward: fc.boolean(),
  sold: fc.integer({ min: 1, max: 3 }),
  bought: fc.integer({ min: 1, max: 3 }),
  usd: fc.option(fc.integer({ min: 1, max: 9 }), { freq: 6 }),
});

async function putFills(fills: readonly (typeof fill extends fc.Arbitrary<infer F> ? F : never)[]): Promise<void> {
  const db = api.database.owner;
  await db.query('TRUNCATE fill, transaction');
  const columns =
    'chain_key, block, tx_index, fill_index, block_time, pool_key, trader_key, sold_token_key, sold_raw, bought_token_key, bought_raw, amount_usd, price_source, unpriced_reason';
  const timeOf = (block: number) => `2025-07-0${1 + (block % 2)}T0${block % 10}:00:00Z`;
  await insertRows(
    db,
    'fill',
    columns,
    fills.map(({ place, block, trader, forward, sold, bought, usd }, index) => {
      const [a, b] = forward ? place.tokens : [place.tokens[1], place.tokens[0]];
      const price = usd === null ? [null, null, 'depeg'] : [usd, 'stable', null];
      return [place.chain, block, 0, index, timeOf(block), place.pool, trader, a, sold, b, bought, ...price];
    }),
  );
  const seen = new Map(fills.map((each) => [`${each.place.chain}/${each.block}`, each]));
  await insertRows(
    db,
    'transaction',
    'chain_key, block, tx_index, block_time, tx_id, signer_key, fee_payer_key, failed',
    [...seen.values()].map(({ place, block, trader }) => {
      // Every third block is signed by a relayer.
      const signer = block % 3 === 0 ? 5 : trader;
      return [place.chain, block, 0, timeOf(block), Buffer.alloc(32, place.chain * 100 + block), signer, signer, false];
    }),
  );
  await buildRollups(db);
}

const SCOPES = [
  '',
  ', asset: "xstocks:TSLAx"',
  ', issuer: "xstocks", chain: "solana"',
  ', dex: "raydium-clmm"',
  `, pool: "${POOL.stockStock}"`,
  `, asset: "xstocks:TSLAx", pool: "${POOL.stockStock}"`,
];

/** There and back in one transaction of a stock-stock pool: nothing gained in one of the stocks, a loss in the other. */
const LOSS_IN_ONE_STOCK = [false, true].map((forward) => ({
  ...{ place: POOLS[1], block: 11, trader: 3, forward, sold: forward ? 2 : 1, bought: 1, usd: null },
}));

test('the bridge adds up for whatever happened, in every scope, over a window and each of its days', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fill, { minLength: 1, maxLength: 40 }),
      fc.constantFrom(...SCOPES),
      async (fills, scope) => {
        await putFills(fills);
        // The process remembers answers for some seconds: a window of its own is a key of its own.
        run += 1;
        const from = new Date(Date.UTC(2025, 5, 30) - (run % 80) * 86_400_000).toISOString().slice(0, 10);
        const answer = await ask(`from: "${from}", to: "2025-07-03"${scope}`);
        for (const id of definitionIds) {
          const [start, end] = [ruleOf(answer, 'fills'), ruleOf(answer, id)];
          const steps = answer[id.replace('-', '_')] as Step[];
          expect(sum([start.volumeUsd, ...steps.map(({ volumeUsd }) => volumeUsd)]), `${id} ${scope}`).toBe(
            end.volumeUsd,
          );
          const total = (read: (step: Step) => number) => steps.reduce((count, step) => count + read(step), 0);
          if (end.count !== null) expect((start.count ?? 0) + total(({ count }) => count)).toBe(end.count);
          if (end.traders !== null) expect((start.traders ?? 0) + total(({ traders }) => traders)).toBe(end.traders);
          const days = (answer.rules.find((each) => each.id === id) as Rule).daily;
          expect(sum(days.map(({ volumeUsd }) => volumeUsd))).toBe(end.volumeUsd);
          if (end.count !== null) expect(days.reduce((count, day) => count + (day.count ?? 0), 0)).toBe(end.count);
        }
      },
    ),
    { numRuns: 40, examples: [[LOSS_IN_ONE_STOCK, SCOPES.at(-1) as string]] },
  );
});
let run = 0;
