import { sum } from '@tokentape/core/decimal.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays } from './day.ts';
import { buildRollups } from './testing/build-rollups.ts';
import { insertRows } from './testing/insert-rows.ts';
import { POOL } from './testing/market.ts';
import { startTestApi, type TestApi } from './testing/test-api.ts';

/** Over the ends of three months; the market's own days lie outside. */
const FIRST = '2025-01-28';
const DAYS = 64;
const LAST = addDays(FIRST, DAYS - 1);
const MONTHS = [
  [FIRST, '2025-01-31'],
  ['2025-02-01', '2025-02-28'],
  ['2025-03-01', '2025-03-31'],
  ['2025-04-01', LAST],
] as const;

/** Pools of the market with their chain, stock and quote; the second trades one stock for another. */
const places = [
  { pool: 1, chain: 1, stock: 1, quote: 4, traders: [1, 2, 3, 4, 5] },
  { pool: 2, chain: 1, stock: 2, quote: 1, traders: [1, 2, 3, 4, 5] },
  { pool: 3, chain: 2, stock: 3, quote: 5, traders: [6] },
];

interface Event {
  place: number;
  trader: number;
  second: number;
  cents: number;
  buys: boolean;
  priced: boolean;
}

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

async function store(events: readonly Event[]): Promise<void> {
  const db = api.database.owner;
  await db.query("DELETE FROM fill; DELETE FROM transaction; UPDATE pool SET birth_time = '2025-01-01'");
  const rows = events.map((event, index) => {
    const { pool, chain, stock, quote, traders } = places[event.place % places.length] as (typeof places)[number];
    const at = new Date(Date.parse(`${FIRST}T00:00:00Z`) + event.second * 1000).toISOString();
    const legs = event.buys ? [quote, '1000', stock, '7'] : [stock, '7', quote, '1000'];
    const usd = event.priced ? [String(event.cents / 100), 'stable', null] : [null, null, 'depeg'];
    return [chain, 1_000 + index, 0, 0, at, pool, traders[event.trader % traders.length], ...legs, ...usd, []];
  });
  await insertRows(
    db,
    'fill',
    'chain_key, block, tx_index, fill_index, block_time, pool_key, trader_key, sold_token_key, sold_raw, bought_token_key, bought_raw, amount_usd, price_source, unpriced_reason, flags',
    rows,
  );
  await buildRollups(db);
}

const events = fc.array(
  fc.record({
    place: fc.nat({ max: 2 }),
    trader: fc.nat({ max: 4 }),
    second: fc.nat({ max: DAYS * 86_400 - 1 }),
    cents: fc.integer({ min: 1, max: 1_000_000 }),
    buys: fc.boolean(),
    priced: fc.boolean(),
  }),
  { minLength: 1, maxLength: 60 },
);

interface Figures {
  volumeUsd: string;
  buyUsd?: string;
  sellUsd?: string;
  trades: number;
  fills?: number;
  traders?: number;
}

const FIGURES = 'volumeUsd buyUsd sellUsd trades fills traders';
const total = (parts: readonly Figures[], key: 'volumeUsd' | 'buyUsd' | 'sellUsd') =>
  sum(parts.map((part) => part[key] ?? '0'));
const count = (parts: readonly Figures[], key: 'trades' | 'fills') =>
  parts.reduce((all, part) => all + (part[key] ?? 0), 0);

function expectSum(parts: readonly Figures[], whole: Figures): void {
  for (const key of ['volumeUsd', 'buyUsd', 'sellUsd'] as const)
    expect(total(parts, key)).toBe(sum([whole[key] ?? '0']));
  for (const key of ['trades', 'fills'] as const) expect(count(parts, key)).toBe(whole[key]);
}

async function ask(query: string) {
  const { body } = await api.ask(query);
  expect(body.errors).toBeUndefined();
  return body.data;
}

test('days are months are all time, chains and pools and tickers are the total, to the last digit', async () => {
  await fc.assert(
    fc.asyncProperty(events, async (all) => {
      await store(all);
      const span = (from: string, to: string) => `from: "${from}", to: "${to}"`;
      const months = MONTHS.map(([from, to], index) => `m${index}: totals(${span(from, to)}) { ${FIGURES} }`);
      const whole = span(FIRST, LAST);
      const data = await ask(`{
        all: totals(${whole}) { ${FIGURES} }
        solana: totals(chain: "solana", ${whole}) { ${FIGURES} }
        arbitrum: totals(chain: "arbitrum", ${whole}) { ${FIGURES} }
        ${months.join('\n')}
      }`);
      expectSum([data.solana, data.arbitrum], data.all);
      expectSum([data.m0, data.m1, data.m2, data.m3], data.all);
      const series = await ask(`{
        daily(${whole}) { day ${FIGURES} }
        sessions(${whole}) { trades volumeUsd }
        overview(${whole}) { days tickers { id volumeUsd trades traders } }
        tickers(first: 10, ${whole}) { nodes { id stats { ${FIGURES} } daily { day ${FIGURES} } } }
        pools(first: 10, ${whole}) { nodes { id volumeUsd fills trades } }
      }`);
      expectSum(series.daily, data.all);
      expect(total(series.sessions, 'volumeUsd')).toBe(sum([data.all.volumeUsd]));
      expect(count(series.sessions, 'trades')).toBe(data.all.trades);
      const tickers = series.tickers.nodes as { id: string; stats: Figures; daily: Figures[] }[];
      expect(
        count(
          tickers.map(({ stats }) => stats),
          'trades',
        ),
      ).toBe(data.all.trades);
      for (const { id, stats, daily } of tickers) {
        expectSum(daily, stats);
        const row = series.overview.tickers.find((each: { id: string }) => each.id === id);
        expect(row?.trades ?? daily.map(() => 0)).toEqual(daily.map(({ trades }) => trades));
        expect(row?.traders ?? daily.map(() => 0)).toEqual(daily.map(({ traders }) => traders));
        expect(sum(row?.volumeUsd ?? [])).toBe(sum([stats.volumeUsd]));
      }
      const pools = series.pools.nodes as (Figures & { id: string })[];
      expect(total(pools, 'volumeUsd')).toBe(sum([data.all.volumeUsd]));
      expect(count(pools, 'fills')).toBe(all.length);
      expect(pools.find(({ id }) => id === POOL.arbitrum)?.fills).toBe(data.arbitrum.fills);
      const wallets = new Set(
        all.map(({ place, trader }) => {
          const own = (places[place] as (typeof places)[number]).traders;
          return own[trader % own.length];
        }),
      );
      expect(data.all.traders).toBe(wallets.size);
    }),
    { numRuns: 8 },
  );
});
