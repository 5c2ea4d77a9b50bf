import { afterAll, beforeAll, expect, test } from 'vitest';
import { POOL } from './testing/market.ts';
import { startTestApi, type TestApi } from './testing/test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const POINT = `at pools poolsLeftOut midUsd tvlUsd depth { delta askUsd bidUsd } bestPoolId
  bestPoolDepth { delta askUsd bidUsd } slippage(sizeUsd: 1000) { sizeUsd buy sell bestPoolBuy bestPoolBuyId }`;

const historyOf = async (from: string, to: string) => {
  const query = `query ($from: Day, $to: Day) { ticker(id: "xstocks:TSLAx") { liquidity {
    history(from: $from, to: $to) { stepHours points { ${POINT} } } } } }`;
  const { body } = await api.ask(query, { from, to });
  expect(body.errors, JSON.stringify(api.log.at(-1))).toBeUndefined();
  return body.data.ticker.liquidity.history;
};

test('every hour ends where the ticker stood at that second', async () => {
  const { stepHours, points } = await historyOf('2025-06-30', '2025-07-01');
  expect(stepHours).toBe(1);
  expect(points).toHaveLength(48);
  for (const hour of [0, 11, 33, 47]) {
    const point = points[hour];
    const query = `query ($at: DateTime) { ticker(id: "xstocks:TSLAx") { liquidity { combined(at: $at) {
      at pools poolsLeftOut midUsd depth { delta askUsd bidUsd } bestPoolId bestPoolDepth { delta askUsd bidUsd }
      slippage { sizeUsd buy sell bestPoolBuy bestPoolBuyId } } } } }`;
    const { combined } = (await api.ask(query, { at: point.at })).body.data.ticker.liquidity;
    const { tvlUsd, ...same } = point;
    expect(same).toEqual({ ...combined, slippage: [combined.slippage[1]] });
    // One pool has facts, so the best single pool is all there is.
    expect([combined.bestPoolId, combined.bestPoolDepth]).toEqual([POOL.tslaxUsdc, combined.depth]);
    expect(Number(tvlUsd)).toBeGreaterThan(0);
  }
  // Liquidity came in at 09:00 on the second day.
  expect(Number(points[33].depth[3].askUsd)).toBeGreaterThan(Number(points[32].depth[3].askUsd));
});

test('a long window has fewer points, and an instant that is not indexed none', async () => {
  const { stepHours, points } = await historyOf('2025-06-01', '2025-07-09');
  // 32 days are indexed, and three pools allow 166 points.
  expect([stepHours, points.length]).toEqual([6, 128]);
  expect(points.at(-1).at).toBe('2025-07-02T23:59:59Z');
});

test('whoever asks for steps gets them, or is told how many days to ask for', async () => {
  const ask = async (args: string) => {
    const query = `{ ticker(id: "xstocks:TSLAx") { liquidity { history(${args}) { stepHours points { at } } } } }`;
    return (await api.ask(query)).body;
  };
  const long = 'from: "2025-06-01", to: "2025-07-02"';
  expect((await ask(`${long}, stepHours: 12`)).data.ticker.liquidity.history).toMatchObject({ stepHours: 12 });
  // Three pools: 166 points, six days of hours.
  const [refusal] = (await ask(`${long}, stepHours: 1`)).errors;
  expect(refusal).toMatchObject({ extensions: { code: 'WINDOW_TOO_LARGE' }, message: expect.stringMatching(/6 days/) });
  const { points } = (await ask('from: "2025-06-27", to: "2025-07-02", stepHours: 1')).data.ticker.liquidity.history;
  expect(points).toHaveLength(6 * 24);
  expect((await ask(`${long}, stepHours: 5`)).errors[0].extensions.code).toBe('BAD_ARGUMENT');
});

test('another size than those of the grid, and a window turned round, are refused', async () => {
  const ask = async (args: string, size: number) => {
    const query = `{ ticker(id: "xstocks:TSLAx") { liquidity { history${args} { points { slippage(sizeUsd: ${size}) { buy } } } } } }`;
    return (await api.ask(query)).body.errors[0].extensions.code;
  };
  expect(await ask('(from: "2025-07-02", to: "2025-07-02")', 77)).toBe('BAD_ARGUMENT');
  expect(await ask('(from: "2025-07-02", to: "2025-07-01")', 100)).toBe('BAD_ARGUMENT');
});

test('the history of a pool has its active liquidity where its curve has ticks', async () => {
  const { body } = await api.ask(
    `query ($pool: String!) { depthHistory(pool: $pool, from: "2025-07-01", to: "2025-07-01") { activeLiquidity } }`,
    { pool: POOL.tslaxUsdc },
  );
  expect(body.data.depthHistory.map(({ activeLiquidity }: { activeLiquidity: string }) => activeLiquidity)).toEqual(
    Array(24).fill('10'),
  );
});
