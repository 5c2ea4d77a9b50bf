import { applyLiquidity, type ConcentratedPool, swapConcentrated } from '@tokentape/core/curves/concentrated.ts';
import type { Fact } from '@tokentape/core/facts/facts.ts';
import * as fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeEvmBlock } from './dexes/evm.ts';
import type { EvmBlock } from './dexes/evm-block.ts';
import { evmRegistry } from './dexes/evm-registry.ts';
import { KnownPools } from './dexes/known-pools.ts';
import { loadPools } from './store/load-pools.ts';
import { migrate } from './store/migrate.ts';
import { openStore } from './store/open-store.ts';
import { seedRegistry } from './store/seed-registry.ts';
import { testAddress, testBlock, testLog } from './testing/evm-fixtures.ts';
import { openTestIngest } from './testing/ingest.ts';
import { startTestPostgres, type TestPostgres } from './testing/postgres.ts';

const USDC = '0x833589fcd6edb6e08f4c7c32d4f71b54bda02913';
const TSLAC = '0xb2000000000000000000001e800a7f5189430cd0';
const ARBITRUM_USDC = '0xaf88d065e77c8cc2239327c5edb3a432268e5831';
const POOL = testAddress(0x900);
const Q96 = 2n ** 96n;
const MINT =
  'Mint(address sender, address indexed owner, int24 indexed tickLower, int24 indexed tickUpper, uint128 amount, uint256 amount0, uint256 amount1)';
const SWAP =
  'Swap(address indexed sender, address indexed recipient, int256 amount0, int256 amount1, uint160 sqrtPriceX96, uint128 liquidity, int24 tick)';

const venues = {
  slipstream: {
    chain: 'base',
    tokens: [USDC, TSLAC],
    created: testLog(
      '0xf8f2eb4940cfe7d13603dddd87f123820fc061ef',
      'PoolCreated(address indexed token0, address indexed token1, int24 indexed tickSpacing, address pool)',
      { token0: USDC, token1: TSLAC, tickSpacing: 10, pool: POOL },
    ),
  },
  camelot: {
    chain: 'arbitrum',
    tokens: [[...evmRegistry('arbitrum').tokens.keys()].find((token) => token < ARBITRUM_USDC)!, ARBITRUM_USDC],
    created: null,
  },
} as const;

type Venue = keyof typeof venues;
type Step = { sell: 0 | 1; amount: bigint; exact: 'in' | 'out'; fee0: number; fee1: number; add: number | null };

const step: fc.Arbitrary<Step> = fc.record({
  sell: fc.constantFrom<0 | 1>(0, 1),
  amount: fc.bigInt(10n ** 6n, 10n ** 13n),
  exact: fc.constantFrom<'in' | 'out'>('in', 'out'),
  fee0: fc.integer({ min: 0, max: 30_000 }),
  fee1: fc.integer({ min: 0, max: 30_000 }),
  add: fc.option(fc.integer({ min: -40, max: 40 })),
});

interface Story {
  blocks: EvmBlock[];
  /** Fee of each swap as the contract takes it, and the rates in force. */
  fees: { feeRaw: bigint; rate: number }[];
  pool: ConcentratedPool;
}

/** What the venue's contracts emit while mints and swaps go on and the fee changes before every swap. */
function tell(venue: Venue, steps: readonly Step[]): Story {
  const [token0, token1] = venues[venue].tokens as readonly [string, string];
  const created =
    venues[venue].created ??
    testLog(
      '0x1a3c9b1d2f0529d97f2afc5136cc23e58f1fd35b',
      'Pool(address indexed token0, address indexed token1, address pool)',
      { token0, token1, pool: POOL },
    );
  const spacing = venue === 'slipstream' ? 10 : 1;
  let pool: ConcentratedPool = {
    sqrtPrice: Q96,
    tick: 0,
    liquidity: 0n,
    feePips: 0,
    tickSpacing: spacing,
    ticks: [],
    resolution: 96,
  };
  const from = testAddress(7);
  const logs = [
    [created, testLog(POOL, 'Initialize(uint160 sqrtPriceX96, int24 tick)', { sqrtPriceX96: Q96, tick: 0 })],
  ];
  const mint = (lower: number, upper: number, amount: bigint) => {
    pool = applyLiquidity(pool, lower, upper, amount);
    logs.push([testLog(POOL, MINT, { sender: from, owner: from, tickLower: lower, tickUpper: upper, amount })]);
  };
  mint(-880_000, 880_000, 10n ** 16n);
  const fees: Story['fees'] = [];
  for (const { sell, amount, exact, fee0, fee1, add } of steps) {
    if (add !== null) mint(add * 10, add * 10 + 200, 10n ** 17n);
    const charging = venue === 'slipstream' ? { ...pool, feePips: fee0 } : { ...pool, feePips: fee0, feePips1: fee1 };
    const quote = swapConcentrated(charging, { sell, [exact === 'in' ? 'exactIn' : 'exactOut']: amount });
    if (quote.partial || quote.amountOut === 0n) continue;
    const amounts = sell === 0 ? [quote.amountIn, -quote.amountOut] : [-quote.amountOut, quote.amountIn];
    const swapped = testLog(POOL, SWAP, {
      ...{ sender: from, recipient: from, amount0: amounts[0], amount1: amounts[1] },
      ...{ sqrtPriceX96: quote.sqrtPriceAfter, liquidity: quote.liquidityAfter, tick: quote.tickAfter },
    });
    const announced = testLog(POOL, 'Fee(uint16 feeZto, uint16 feeOtz)', { feeZto: fee0, feeOtz: fee1 });
    logs.push(venue === 'camelot' ? [announced, swapped] : [swapped]);
    fees.push({ feeRaw: quote.feeRaw, rate: sell === 1 && venue === 'camelot' ? fee1 : fee0 });
    const { sqrtPriceAfter: sqrtPrice, tickAfter: tick, liquidityAfter: liquidity } = quote;
    pool = { ...pool, sqrtPrice, tick, liquidity };
  }
  return { blocks: logs.map((own, i) => testBlock(i + 1, [{ from, logs: own }])), fees, pool };
}

const decodeAll = (pools: KnownPools, blocks: readonly EvmBlock[]): Fact[] =>
  blocks.flatMap((block) => decodeEvmBlock(structuredClone(block), pools).facts);

describe('fees that vary, from events alone', () => {
  it.each(['slipstream', 'camelot'] as const)('%s: every swap’s fee to the unit, and never a wrong rate', (venue) => {
    let told = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 3, maxLength: 12 }), (steps) => {
        const { blocks, fees } = tell(venue, steps);
        const facts = decodeAll(new KnownPools(evmRegistry(venues[venue].chain)), blocks);
        const fills = facts.filter((fact) => fact.kind === 'fill');
        expect(fills.map(({ feeRaw }) => feeRaw)).toEqual(fees.map(({ feeRaw }) => feeRaw));
        for (const [i, fill] of fills.entries()) {
          const { block } = fill.tx;
          const stated = facts.filter(
            (fact) => fact.kind === 'pool-state' && fact.source === 'fee' && fact.tx.block === block,
          );
          for (const fact of stated) {
            const fee = fact.kind === 'pool-state' ? fact.terms?.fee : undefined;
            const isToken1 = fill.soldToken === venues[venue].tokens[1];
            expect(fee && 'pips' in fee && (isToken1 ? (fee.pips1 ?? fee.pips) : fee.pips)).toBe(fees[i]!.rate);
            told += 1;
          }
        }
      }),
      { numRuns: 60, seed: 11 },
    );
    expect(told).toBeGreaterThan(150);
  });
});

describe('fees that vary, stored', () => {
  let postgres: TestPostgres;

  beforeAll(async () => {
    postgres = await startTestPostgres();
    await migrate(postgres.url);
    await seedRegistry(postgres.url, { simulated: true, label: 'sample' });
  });

  afterAll(() => postgres?.stop());

  it('go on after a restart as without one, and split slippage into fee and impact', async () => {
    const steps = fc.sample(step, { numRuns: 12, seed: 3 }).map((own) => ({ ...own, amount: own.amount + 10n ** 9n }));
    const { blocks, fees } = tell('slipstream', steps);
    const whole = decodeAll(new KnownPools(evmRegistry('base')), blocks);
    const path = await openTestIngest(postgres.url, 'base');
    const restarted: Fact[] = [];
    try {
      for (const [at, block] of blocks.entries()) {
        const pools = new KnownPools(evmRegistry('base'), await loadPools(postgres.url, 'base', block.height));
        const facts = decodeAll(pools, [block]);
        restarted.push(...facts);
        const time = block.timestamp + (at === blocks.length - 1 ? 7_200 : 0);
        const to = { height: block.height, hash: block.hash, time };
        const batch = { fromBlock: block.height, to, finalized: to, facts, failed: [], unrecognised: [] };
        await path.write(openStore('base'), { chain: 'base', ...batch });
      }
    } finally {
      await path.close();
    }
    expect(restarted).toEqual(whole);
    // After a rewind all of it is stored, and nothing of it has happened yet.
    const rewound = new KnownPools(evmRegistry('base'), await loadPools(postgres.url, 'base', 0));
    expect(decodeAll(rewound, blocks)).toEqual(whole);
    const client = new pg.Client({ connectionString: postgres.url });
    await client.connect();
    try {
      const stored = await client.query('SELECT fee_raw FROM fill ORDER BY block');
      expect(stored.rows.map(({ fee_raw }) => BigInt(fee_raw))).toEqual(fees.map(({ feeRaw }) => feeRaw));
      const { rows } = await client.query(
        'SELECT buy_slippage[1] AS slippage, buy_impact[1] AS impact FROM pool_depth_hour ORDER BY hour DESC LIMIT 1',
      );
      const fee = Number(rows[0].slippage) - Number(rows[0].impact);
      // The last rate that a swap showed, on a size of 100 dollars.
      const shown = whole.findLast((fact) => fact.kind === 'pool-state' && fact.source === 'fee');
      const stated = shown?.kind === 'pool-state' ? shown.terms?.fee : undefined;
      const share = (stated && 'pips' in stated ? stated.pips : 0) / 1e6;
      expect(share).toBeGreaterThan(0);
      expect(fee).toBeGreaterThan(share);
      expect(fee).toBeLessThan(share * 1.1);
    } finally {
      await client.end();
    }
  });
});
