import { base58 } from '@scure/base';
import { type BinPool, swapBins } from '@tokentape/core/curves/bins.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { insertRows } from './testing/insert-rows.ts';
import { startTestApi, type TestApi } from './testing/test-api.ts';

const ADDRESS = Buffer.alloc(32, 77);
const POOL = `solana:${base58.encode(ADDRESS)}`;
const [TSLAX, USDC] = [1, 4];
const BILLION = 1_000_000_000n;
const book: BinPool = {
  activeId: 0,
  binStep: 100,
  bins: [
    { id: -1, amount0: 0n, amount1: BILLION },
    { id: 0, amount0: BILLION, amount1: BILLION },
    { id: 1, amount0: BILLION, amount1: 0n },
  ],
  fee: {
    baseFactor: 0,
    baseFeePowerFactor: 0,
    variableFeeControl: 0,
    maxVolatilityAccumulator: 0,
    volatilityReference: 0,
    indexReference: 0,
  },
};
const bought = swapBins(book, { sell: 1, exactIn: 1_505_000_000n });

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  const db = api.database.owner;
  await insertRows(db, 'dex', 'id, key, name, curve', [['meteora-dlmm', 9, 'Meteora DLMM', 'bins']]);
  await insertRows(
    db,
    'pool',
    'id, key, chain_key, dex_key, address, token0_key, token1_key, curve, fee_pips, tick_spacing, birth_block, birth_time, creation_seen',
    [[POOL, 9, 1, 9, ADDRESS, TSLAX, USDC, 'bins', null, 100, 1, '2025-06-30T00:00:00Z', true]],
  );
  await insertRows(
    db,
    'pool_state',
    'chain_key, block, tx_index, state_index, block_time, pool_key, source, tick, reserve0, reserve1',
    [[1, 51, 0, 0, '2025-06-30T00:10:00Z', 9, 'initialize', 0, '0', '0']],
  );
  const change =
    'chain_key, block, tx_index, change_index, block_time, pool_key, lower, upper, liquidity_delta, amount0_raw, amount1_raw, terms';
  const funded = [1, 61, 0] as const;
  const at = '2025-06-30T00:20:00Z';
  // Token 1 by weights over two bins, then token 0 bin by bin.
  const evenly = {
    active: 0,
    offered: ['0', String(2n * BILLION)],
    rule: {
      weights: [
        [-1, 1],
        [0, 1],
      ],
      token: 1,
    },
  };
  await insertRows(db, 'liquidity_change', change, [
    [...funded, 0, at, 9, -1, 0, '0', '0', String(2n * BILLION), { spread: evenly }],
    [...funded, 1, at, 9, 0, 0, '0', String(BILLION), '0', null],
    [...funded, 2, at, 9, 1, 1, '0', String(BILLION), '0', null],
    // A change that does not tell its bins.
    [1, 450, 0, 0, '2025-07-01T11:30:00Z', 9, -1, 1, '0', '-5', '-5', null],
  ]);
  await insertRows(
    db,
    'fill',
    'chain_key, block, tx_index, fill_index, block_time, pool_key, trader_key, sold_token_key, sold_raw, bought_token_key, bought_raw, tick_after, fee_raw, amount_usd, price_source, unpriced_reason, flags',
    [
      [
        1,
        300,
        1,
        5,
        '2025-07-01T10:00:00Z',
        9,
        1,
        USDC,
        String(bought.amountIn),
        TSLAX,
        String(bought.amountOut),
        1,
        '0',
        '1505',
        'stable',
        null,
        [],
      ],
    ],
  );
});
afterAll(() => api.stop());

async function curveAt(at: string) {
  const query = `query ($pool: String!, $at: DateTime!) { liquidityAt(pool: $pool, at: $at) {
    midUsd tvlUsd activeLiquidity depth { delta askUsd bidUsd } slippage { sizeUsd buy buyImpact } } }`;
  const { body } = await api.ask(query, { pool: POOL, at });
  expect(body.errors, JSON.stringify(api.log.at(-1))).toBeUndefined();
  return body.data.liquidityAt;
}

describe('a liquidity book rebuilt from facts', () => {
  test('as it was funded: a dollar a raw hundredth, three bins', async () => {
    const curve = await curveAt('2025-06-30T06:00:00Z');
    // One raw USDC a raw TSLAx is 100 dollars a share: 20 shares and 2,000 dollars.
    expect(curve).toMatchObject({ midUsd: '100', tvlUsd: '4000', activeLiquidity: null });
    // Within 1 %: 1,000 and 1,010 dollars to pay for two bins, 1,000 from each of two bins below.
    expect(Number(curve.depth[2].askUsd)).toBeCloseTo(2_010, 4);
    expect(Number(curve.depth[2].bidUsd)).toBeCloseTo(2_000, 4);
    // The fee of a book stands in its account: impact alone is known.
    expect(curve.slippage[0].buy).toBeNull();
    expect(Number(curve.slippage[0].buyImpact)).toBe(0);
  });

  test('after a purchase that emptied a bin, from its second on', async () => {
    expect((await curveAt('2025-07-01T09:59:59Z')).midUsd).toBe('100');
    const curve = await curveAt('2025-07-01T10:00:00Z');
    expect(Number(curve.midUsd)).toBeCloseTo(101, 9);
    // Half of the upper bin is left: 5 shares at 101.
    expect(Number(curve.depth[0].askUsd)).toBeCloseTo(505, 4);
  });

  test('not stated once a change does not tell its bins', async () => {
    expect(await curveAt('2025-07-01T12:00:00Z')).toBeNull();
  });
});
