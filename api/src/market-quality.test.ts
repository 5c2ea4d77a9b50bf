import { base58 } from '@scure/base';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays } from './day.ts';
import { assertMeasurable } from './pool-quality.ts';
import { deriveRollups } from './testing/derive-rollups.ts';
import { insertRows } from './testing/insert-rows.ts';
import { POOL as MARKET } from './testing/market.ts';
import { startTestApi, type TestApi } from './testing/test-api.ts';

const [TSLAX, USDC] = [1, 4];
const address = (fill: number) => Buffer.alloc(32, fill);
const idOf = (fill: number) => `solana:${base58.encode(address(fill))}`;
/** 31 spreads, 32 five-minute returns, 33 daily returns. */
const POOL = { spreads: idOf(31), kyle: idOf(32), amihud: idOf(33) };

let api: TestApi;
let block = 100_000;

/** A fill of one share's price in dollars, with the pool's price after it; amounts in raw units. */
const fillRow = (pool: number, at: string, side: 'buy' | 'sell', usd: number, shares: number, after: number | null) => {
  const [stock, quote] = [String(shares * 1e8), String(usd * 1e6)];
  const [sold, bought] = side === 'buy' ? [quote, stock] : [stock, quote];
  block += 1;
  const token = side === 'buy' ? [USDC, sold, TSLAX, bought] : [TSLAX, sold, USDC, bought];
  const reserves = after === null ? [null, null] : ['1000000000000', String(BigInt(Math.round(after * 1e10)))];
  return [1, block, 1, 0, at, pool, 1, ...token, ...reserves, String(usd), 'stable', null, []];
};
const FILL =
  'chain_key, block, tx_index, fill_index, block_time, pool_key, trader_key, sold_token_key, sold_raw, bought_token_key, bought_raw, reserve0_after, reserve1_after, amount_usd, price_source, unpriced_reason, flags';

/** The pool stands at 450 dollars; two trades on the first of July, one on the second that says nothing of the price. */
const SPREADS = [
  ['2025-07-01T14:00:00Z', 'buy', 4_545, 10, 459],
  ['2025-07-01T14:01:00Z', 'sell', 4_545, 10, 450],
  ['2025-07-02T20:00:00Z', 'buy', 455, 1, null],
  ['2025-07-02T21:00:00Z', 'buy', 455, 1, 460],
] as const;

/** A fill every five minutes whose return is a thousandth of its signed root: the slope is 0.001. */
function kyleFills(): unknown[][] {
  let price = 450;
  const start = Date.parse('2025-07-01T00:00:00Z');
  return Array.from({ length: 31 }, (_, i) => {
    const [side, usd] = i % 3 === 0 ? (['sell', 9] as const) : (['buy', 4] as const);
    price *= 1 + (i === 0 ? 0 : 0.001 * (side === 'buy' ? 2 : -3));
    return fillRow(32, new Date(start + i * 300_000).toISOString(), side, usd, 0.01, price);
  });
}

/** Days of Amihud's table: closing price, and volume as an honest wallet and a round-tripper (account 2) made it. */
const CLOSES: [day: string, close: string, honestUsd: number, roundTripUsd: number][] = [
  ['2025-06-23', '100', 0, 0],
  ['2025-06-24', '101', 1_000_000, 0],
  ['2025-06-25', '98.98', 2_000_000, 2_000_000],
  ['2025-06-26', '98.98', 500_000, 0],
  ['2025-06-27', '101.9494', 2_000_000, 0],
  ['2025-06-28', '101.439653', 250_000, 0],
];

beforeAll(async () => {
  api = await startTestApi();
  const db = api.database.owner;
  await insertRows(db, 'dex', 'id, key, name, curve', [['raydium-cpmm', 9, 'Raydium CPMM', 'constant-product']]);
  await insertRows(
    db,
    'pool',
    'id, key, chain_key, dex_key, address, token0_key, token1_key, curve, fee_pips, tick_spacing, birth_block, birth_time, creation_seen',
    [31, 32, 33].map((key) => {
      const born = '2025-06-20T00:00:00Z';
      return [idOf(key), key, 1, 9, address(key), TSLAX, USDC, 'constant-product', 2500, null, 1, born, true];
    }),
  );
  await insertRows(
    db,
    'pool_state',
    'chain_key, block, tx_index, state_index, block_time, pool_key, source, reserve0, reserve1',
    [[1, 90_000, 0, 0, '2025-06-30T00:10:00Z', 31, 'sync', '1000000000000', '4500000000000']],
  );
  const fills = [
    ...SPREADS.map(([at, side, usd, shares, after]) => fillRow(31, at, side, usd, shares, after)),
    ...kyleFills(),
  ];
  await insertRows(db, 'fill', FILL, fills);
  await insertRows(
    db,
    'transaction',
    'chain_key, block, tx_index, block_time, tx_id, signer_key, fee_payer_key, failed',
    fills.map((row) => [1, row[1], 1, row[4], Buffer.alloc(64, String(row[1])), 1, 1, false]),
  );
  const hour =
    'pool_key, hour, fills, trades, unpriced_fills, volume_usd, sold0_raw, sold1_raw, bought0_raw, bought1_raw, last_fill_time';
  for (const [pool, day, count] of [
    [31, '2025-07-01', 2],
    [31, '2025-07-02', 2],
    [32, '2025-07-01', 31],
    [33, '2025-06-28', 1],
  ]) {
    const sums = [count, count, 0, '100', '0', '0', '0', '0', `${day}T14:59:00Z`];
    await insertRows(db, 'pool_hour', hour, [[pool, `${day}T14:00:00Z`, ...sums]]);
    await insertRows(db, 'pool_day', hour.replace('hour', 'day'), [[pool, day, ...sums]]);
  }
  const depth =
    'pool_key, hour, liquidity, mid_usd, ask_depth_usd, bid_depth_usd, buy_slippage, sell_slippage, buy_impact, sell_impact, state';
  await insertRows(
    db,
    'pool_depth_hour',
    depth,
    CLOSES.map(([day, close]) => [33, `${day}T22:00:00Z`, '1', close, [], [], [], [], [], [], 'live']),
  );
  await insertRows(
    db,
    'trader_day',
    'pool_key, trader_key, day, buys, sells, buy_usd, sell_usd',
    CLOSES.flatMap(([day, , honest, roundTrip]) => [
      [33, 1, day, 1, 0, honest, 0],
      [33, 2, day, 5, 5, roundTrip / 2, roundTrip / 2],
    ]).filter(([, , , , , bought]) => bought !== 0),
  );
  await deriveRollups(db);
});
afterAll(() => api.stop());

const QUALITY = `quality { fills fillsMeasured fillsLeftOut effectiveSpread priceImpact leadPool { id }
  horizons { seconds fills realizedSpread markoutUsd } amihud amihudAdjusted kyleLambda { value low high bins }
  daily { day fills effectiveSpread } }`;

async function qualityOf(pool: string, from: string, to: string) {
  const query = `query ($pool: String!, $from: Day, $to: Day) { pool(id: $pool, from: $from, to: $to) { ${QUALITY} } }`;
  const { body } = await api.ask(query, { pool, from, to });
  expect(body.errors, JSON.stringify(api.log.at(-1))).toBeUndefined();
  return body.data.pool.quality;
}

describe('the market quality of a pool', () => {
  test('spreads, impact and markouts are those worked out by hand', async () => {
    const quality = await qualityOf(POOL.spreads, '2025-07-01', '2025-07-01');
    // Buy at 454.50 with the mid at 450: 2 × 4.5 ÷ 450 = 0.02. Sale at 454.50 with the mid at 459: 2 × 4.5 ÷ 459.
    // Both of 4,545 dollars. The buy moved the price by 9 ÷ 450, the sale by 9 ÷ 459.
    // A minute after each the pool stands at 450: it kept 0.02 of the buy and −2 × 4.5 ÷ 459 of the sale, and sold ten
    // shares 4.50 dear, then bought ten 4.50 dear.
    const horizon = { fills: 2, realizedSpread: '0.000196078431372549', markoutUsd: '0' };
    expect(quality).toMatchObject({
      fills: 2,
      fillsMeasured: 2,
      fillsLeftOut: 0,
      effectiveSpread: '0.019803921568627451',
      priceImpact: '0.019803921568627451',
      horizons: [60, 300, 1_800].map((seconds) => ({ seconds, ...horizon })),
      leadPool: { id: POOL.spreads },
      amihud: null,
      kyleLambda: { value: null, low: null, high: null, bins: 0 },
      daily: [{ day: '2025-07-01', fills: 2, effectiveSpread: '0.019803921568627451' }],
    });
  });

  test('a fill after one that states no price has no mid, and the days show what was left out', async () => {
    const quality = await qualityOf(POOL.spreads, '2025-07-02', '2025-07-02');
    // Only the first has a mid: 455 at 450 is 2 × 5 ÷ 450; later mids of it are not known.
    expect(quality).toMatchObject({
      fills: 2,
      fillsMeasured: 1,
      fillsLeftOut: 1,
      effectiveSpread: '0.022222222222222222',
      priceImpact: null,
    });
    expect(quality.horizons[0]).toEqual({ seconds: 60, fills: 0, realizedSpread: null, markoutUsd: null });
  });

  test('Kyle’s λ is the slope that made the returns', async () => {
    const { kyleLambda } = await qualityOf(POOL.kyle, '2025-07-01', '2025-07-01');
    expect(kyleLambda.bins).toBe(30);
    for (const bound of ['value', 'low', 'high']) expect(Number(kyleLambda[bound])).toBeCloseTo(0.001, 9);
    expect(kyleLambda.value).toMatch(/^0\.00\d+$/);
  });

  test('Amihud on raw and on adjusted volume, null with fewer than five days', async () => {
    // 0.01, 0.005, 0, 0.015 and 0.02; without the round-tripper the second is 0.01.
    expect(await qualityOf(POOL.amihud, '2025-06-24', '2025-06-28')).toMatchObject({
      amihud: '0.01',
      amihudAdjusted: '0.011',
    });
    expect(await qualityOf(POOL.amihud, '2025-06-25', '2025-06-28')).toMatchObject({ amihud: null });
  });
});

test('a ticker is measured over all its pools, its closes and returns in the largest', async () => {
  const { body } = await api.ask(
    `{ ticker(id: "xstocks:TSLAx", from: "2025-07-02", to: "2025-07-02") { ${QUALITY} } }`,
  );
  // Of three fills the one of the market's own pool is unpriced, and one has no mid.
  expect(body.data.ticker.quality).toMatchObject({
    fills: 3,
    fillsMeasured: 1,
    fillsLeftOut: 2,
    effectiveSpread: '0.022222222222222222',
    leadPool: { id: POOL.spreads },
  });
});

test('every fill says how far it moved the price', async () => {
  const { body } = await api.ask('query ($pool: String) { fills(pool: $pool) { nodes { blockTime priceImpact } } }', {
    pool: POOL.spreads,
  });
  expect(body.data.fills.nodes.map(({ priceImpact }: { priceImpact: string | null }) => priceImpact)).toEqual([
    null,
    null,
    '0.019607843137254902',
    '0.02',
  ]);
});

test('a page of fills reads what stood before them at once', async () => {
  const before = api.statements.length;
  await api.ask('query ($pool: String) { fills(pool: $pool) { nodes { priceImpact } } }', { pool: POOL.kyle });
  expect(api.statements.slice(before).filter((text) => text.includes('pool_state')).length).toBe(1);
});

describe('sessions', () => {
  const sessionsOf = async (pool: string, from: string, to: string) => {
    const query = `query ($pool: String, $from: Day, $to: Day) { sessions(pool: $pool, from: $from, to: $to) {
      session depth2Usd effectiveSpread } }`;
    const { body } = await api.ask(query, { pool, from, to });
    expect(body.errors, JSON.stringify(api.log.at(-1))).toBeUndefined();
    return (name: string) => body.data.sessions.find(({ session }: { session: string }) => session === name);
  };

  test('have the spread of their own fills', async () => {
    const of = await sessionsOf(POOL.spreads, '2025-07-01', '2025-07-02');
    expect(of('REGULAR')).toMatchObject({ effectiveSpread: '0.019803921568627451', depth2Usd: null });
    // 20:00 UTC is 16:00 in New York: the close is over.
    expect(of('POST')).toMatchObject({ effectiveSpread: '0.022222222222222222' });
    expect(of('PRE')).toMatchObject({ effectiveSpread: null });
  });

  test('have the mean of the depth that stood at the end of their hours', async () => {
    const of = await sessionsOf(MARKET.tslaxUsdc, '2025-06-30', '2025-07-02');
    // 200 + 180 from 12:00 on the first day, 400 + 360 from 10:00 on the second. Seven hours end in the regular session
    // of each day; in the pre-market of 8:00 to 13:30 UTC one of the first day, five of each other.
    expect(of('REGULAR').depth2Usd).toBe('633.333333333333333333');
    expect(of('PRE').depth2Usd).toBe('656.363636363636363636');
    expect(of('HOLIDAY').depth2Usd).toBeNull();
  });

  test('are the same in a longer window with nothing more in it', async () => {
    const of = await sessionsOf(POOL.spreads, '2025-05-01', '2025-07-02');
    expect(of('REGULAR')).toMatchObject({ effectiveSpread: '0.019803921568627451', depth2Usd: null });
  });
});

test('windows that would take too long to measure are refused', async () => {
  const from = '2025-06-01';
  const ask = async (to: string) =>
    (await api.ask(`{ pool(id: "${POOL.spreads}", from: "${from}", to: "${to}") { quality { fills } } }`)).body;
  const [tooLong] = (await ask(addDays(from, 366))).errors;
  expect(tooLong).toMatchObject({
    extensions: { code: 'WINDOW_TOO_LARGE' },
    message: expect.stringMatching(/366 days/),
  });
  expect((await ask(addDays(from, 365))).errors).toBeUndefined();
  expect(() => assertMeasurable({ from, to: addDays(from, 29) }, 90_000)).toThrow(/windows of about 20 days/);
  expect(() => assertMeasurable({ from, to: from }, 60_001)).toThrow(/ask for single pools/);
  expect(() => assertMeasurable({ from, to: addDays(from, 365) }, 60_000)).not.toThrow();
});
