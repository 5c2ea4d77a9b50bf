import { base58 } from '@scure/base';
import { type DepthRow, depthRow } from '@tokentape/core/liquidity/depth-row.ts';
import type { KnownCurve } from '@tokentape/core/liquidity/pool-curve.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { insertRows } from './testing/insert-rows.ts';
import { startTestApi, type TestApi } from './testing/test-api.ts';

// The market's dollar is its measure on one chain only; a curve does not ask which.
const [STOCK, USDC] = [1, 4];
const addressOf = (last: number) => Buffer.alloc(32, last);
const idOf = (last: number) => `solana:${base58.encode(addressOf(last))}`;
const [CAMELOT, AERODROME, STEADY] = [9, 10, 11];

const opened = { curve: 'constant-product', fee: { pips: 3_000, pips1: 3_000 } };

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  const db = api.database.owner;
  await insertRows(db, 'dex', 'id, key, name, curve', [
    ['camelot-v2', 9, 'Camelot v2', 'unknown'],
    ['aerodrome-v1', 10, 'Aerodrome v1', 'unknown'],
  ]);
  await insertRows(
    db,
    'pool',
    'id, key, chain_key, dex_key, address, token0_key, token1_key, curve, fee_pips, tick_spacing, birth_block, birth_time, creation_seen',
    [
      [idOf(91), CAMELOT, 1, 9, addressOf(91), USDC, STOCK, 'unknown', null, null, 1, '2025-06-30T00:00:00Z', true],
      [idOf(92), AERODROME, 1, 10, addressOf(92), USDC, STOCK, 'stable', null, null, 1, '2025-06-30T00:00:00Z', true],
      [idOf(93), STEADY, 1, 9, addressOf(93), USDC, STOCK, 'unknown', null, null, 1, '2025-06-30T00:00:00Z', true],
    ],
  );
  const state = 'chain_key, block, tx_index, state_index, block_time, pool_key, source, reserve0, reserve1, terms';
  const held = ['9000000000000', '2000000000000'] as const;
  const at = (hour: number) => `2025-06-30T0${hour}:00:00Z`;
  await insertRows(db, 'pool_state', state, [
    [1, 51, 0, 0, at(1), CAMELOT, 'initialize', null, null, JSON.stringify(opened)],
    [1, 52, 0, 0, at(2), CAMELOT, 'sync', ...held, null],
    [1, 53, 0, 0, at(3), CAMELOT, 'fee', null, null, JSON.stringify({ fee: { pips: 500, pips1: 9_000 } })],
    [1, 54, 0, 0, at(4), CAMELOT, 'initialize', null, null, JSON.stringify({ curve: 'stable' })],
    [1, 55, 0, 0, at(4), STEADY, 'initialize', null, null, JSON.stringify(opened)],
    [1, 52, 1, 0, at(2), AERODROME, 'sync', ...held, null],
    [1, 56, 0, 0, at(5), AERODROME, 'fee', null, null, JSON.stringify({ fee: { pips: 2_000 } })],
    [1, 57, 0, 0, at(6), AERODROME, 'fee', null, null, JSON.stringify({ fee: null })],
  ]);
});
afterAll(() => api.stop());

const reserves = { reserve0: 9_000_000_000_000n, reserve1: 2_000_000_000_000n };
const decimals = { decimals0: 6, decimals1: 8 };

async function curveAt(pool: number, hour: number) {
  const query = `query ($pool: String!, $at: DateTime!) { liquidityAt(pool: $pool, at: $at) {
    midUsd tvlUsd depth { askUsd bidUsd } slippage { buy sell buyImpact } sellFillableUsd } }`;
  const { body } = await api.ask(query, { pool: idOf(pool), at: `2025-06-30T0${hour}:30:00Z` });
  expect(body.errors, JSON.stringify(api.log.at(-1))).toBeUndefined();
  return body.data.liquidityAt;
}

/** What core says of a curve, in the shape of the answer. */
function figures(curve: KnownCurve, feeKnown = true) {
  const terms = { quote: 0 as const, quoteDecimals: 6, stockDecimals: 8, quotePrice: 10n ** 12n, feeKnown };
  const row: DepthRow = depthRow(curve, { ...terms, multiplier: { numerator: 1n, denominator: 1n } });
  return {
    midUsd: row.midUsd,
    tvlUsd: row.tvlUsd,
    depth: row.askDepthUsd.map((askUsd, nth) => ({ askUsd, bidUsd: row.bidDepthUsd[nth] })),
    slippage: row.buySlippage.map((buy, nth) => ({ buy, sell: row.sellSlippage[nth], buyImpact: row.buyImpact[nth] })),
    sellFillableUsd: row.sellFillableUsd,
  };
}

describe('pools of two reserves, by their facts', () => {
  test('a Camelot pair before it has reserves, with its first fees, with those set later', async () => {
    expect(await curveAt(91, 1)).toBeNull();
    expect(await curveAt(91, 2)).toEqual(figures({ ...reserves, feePips: 3_000, feePips1: 3_000 }));
    expect(await curveAt(91, 3)).toEqual(figures({ ...reserves, feePips: 500, feePips1: 9_000 }));
  });

  test('the same pair turned into a stable one', async () => {
    const turned = { ...reserves, ...decimals, feePips: 500, feePips1: 9_000, solver: 'within-one' as const };
    expect(await curveAt(91, 4)).toEqual(figures(turned));
  });

  test('an Aerodrome stable pool whose fee no swap has shown: depth and impact, no slippage', async () => {
    const curve = await curveAt(92, 4);
    expect(curve).toEqual(figures({ ...reserves, ...decimals, feePips: 0 }, false));
    expect(curve.slippage[0]).toMatchObject({ buy: null, buyImpact: expect.stringMatching(/^0\.0/) });
  });

  test('the same pool with a fee of its own, and without it again', async () => {
    expect(await curveAt(92, 5)).toEqual(figures({ ...reserves, ...decimals, feePips: 2_000 }));
    expect(await curveAt(92, 6)).toEqual(figures({ ...reserves, ...decimals, feePips: 0 }, false));
  });

  test('name their shape where it has been one', async () => {
    const shapeOf = async (pool: number) => {
      const { body } = await api.ask('query ($id: String!) { pool(id: $id) { curve } }', { id: idOf(pool) });
      return body.data.pool.curve;
    };
    expect(await Promise.all([91, 92, 93].map(shapeOf))).toEqual(['unknown', 'stable', 'constant-product']);
  });
});
