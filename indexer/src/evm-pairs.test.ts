import type { ConstantProductPool } from '@tokentape/core/curves/constant-product.ts';
import type { StablePool } from '@tokentape/core/curves/stable.ts';
import { type DepthRow, depthRow } from '@tokentape/core/liquidity/depth-row.ts';
import { findToken } from '@tokentape/core/registry/registry.ts';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { customFee } from './dexes/aerodrome-v1/fixture.ts';
import { feesSet, turned } from './dexes/camelot-v2/fixture.ts';
import { decodeEvmBlock } from './dexes/evm.ts';
import type { EvmBlock } from './dexes/evm-block.ts';
import { PAIR_CREATED, V2_SWAP, V2_SYNC } from './dexes/evm-pair.fixture.ts';
import { evmRegistry } from './dexes/evm-registry.ts';
import { KnownPools } from './dexes/known-pools.ts';
import { loadIngestState } from './store/ingest-state.ts';
import { loadPools } from './store/load-pools.ts';
import { migrate } from './store/migrate.ts';
import { openStore } from './store/open-store.ts';
import { seedRegistry } from './store/seed-registry.ts';
import { testBlock, testLog } from './testing/evm-fixtures.ts';
import { pool, trader } from './testing/evm-venue-fixture.ts';
import { openTestIngest } from './testing/ingest.ts';
import { startTestPostgres, type TestPostgres } from './testing/postgres.ts';

const HOUR = 3_600;
const CAMELOT = '0x6eccab422d763ac031210895c81787e87b43a652';
const AERODROME = '0x420dd381b31aef6683db6b902084cb0ffece40da';
const ARBITRUM_USDC = '0xaf88d065e77c8cc2239327c5edb3a432268e5831';
const ARBITRUM_STOCK = [...evmRegistry('arbitrum').tokens.keys()].find((token) => token < ARBITRUM_USDC)!;
const BASE_USDC = '0x833589fcd6edb6e08f4c7c32d4f71b54bda02913';
const BASE_STOCK = '0xb2000000000000000000001e800a7f5189430cd0';

type Logs = ReturnType<typeof testLog>[];

const mint = (amount0: bigint, amount1: bigint) =>
  testLog(pool, 'Mint(address indexed sender, uint256 amount0, uint256 amount1)', { sender: trader, amount0, amount1 });

describe('pools of two reserves, stored hour by hour with a restart before every block', () => {
  let postgres: TestPostgres;
  let client: pg.Client;

  beforeAll(async () => {
    postgres = await startTestPostgres();
    await migrate(postgres.url);
    await seedRegistry(postgres.url, { simulated: true, label: 'sample' });
    client = new pg.Client({ connectionString: postgres.url });
    await client.connect();
  });

  afterAll(async () => {
    await client?.end();
    await postgres?.stop();
  });

  /** One hour each; the last only closes the hour before it. */
  async function index(chain: string, hours: Logs[]): Promise<void> {
    const path = await openTestIngest(postgres.url, chain);
    try {
      for (const [hour, logs] of hours.entries()) {
        const block: EvmBlock = testBlock(hour + 1, [{ from: trader, logs }]);
        block.timestamp += hour * HOUR;
        const pools = new KnownPools(evmRegistry(chain), await loadPools(postgres.url, chain, block.height));
        const { facts } = decodeEvmBlock(block, pools);
        const to = { height: block.height, hash: block.hash, time: block.timestamp };
        const batch = { fromBlock: block.height, to, finalized: to, facts, failed: [], unrecognised: [] };
        await path.write(openStore(chain), { chain, ...batch });
      }
    } finally {
      await path.close();
    }
  }

  async function stored(chain: string) {
    const { rows } = await client.query(
      `SELECT d.ask_depth_usd, d.bid_depth_usd, d.buy_slippage, d.sell_slippage, d.buy_impact, d.tvl_usd, d.mid_usd
         FROM pool_depth_hour d JOIN pool p ON p.key = d.pool_key JOIN chain c ON c.key = p.chain_key
        WHERE c.id = $1 ORDER BY d.hour`,
      [chain],
    );
    return rows.map((row) =>
      JSON.parse(JSON.stringify(row), (_, value) => (typeof value === 'object' ? value : Number(value))),
    );
  }

  function figures(chain: string, stock: string, quote: 0 | 1, feeKnown: boolean) {
    const { token } = findToken(chain, stock)!;
    const terms = { quote, quoteDecimals: 6, stockDecimals: token.decimals, quotePrice: 10n ** 12n, feeKnown };
    return (curve: StablePool | ConstantProductPool) => {
      const row = depthRow(curve, { ...terms, multiplier: { numerator: 1n, denominator: 1n } });
      const numbers = (list: readonly (string | null)[]) =>
        list.map((value) => (value === null ? null : Number(value)));
      const { askDepthUsd, bidDepthUsd, buySlippage, sellSlippage, buyImpact, tvlUsd, midUsd }: DepthRow = row;
      return {
        ask_depth_usd: numbers(askDepthUsd),
        bid_depth_usd: numbers(bidDepthUsd),
        buy_slippage: numbers(buySlippage),
        sell_slippage: numbers(sellSlippage),
        buy_impact: numbers(buyImpact),
        tvl_usd: Number(tvlUsd),
        mid_usd: Number(midUsd),
      };
    };
  }

  it('Camelot v2: fees of both directions, and the turn into a stable pair', async () => {
    const { decimals } = findToken('arbitrum', ARBITRUM_STOCK)!.token;
    const unit = 10n ** BigInt(decimals!);
    const synced = (stock: bigint, dollars: bigint) =>
      testLog(pool, V2_SYNC, { reserve0: stock * unit, reserve1: dollars * 10n ** 6n });
    const swapped = testLog(pool, V2_SWAP, {
      sender: trader,
      to: trader,
      amount0In: 100n * unit,
      amount1Out: 9n * 10n ** 7n,
    });
    const created = testLog(CAMELOT, PAIR_CREATED, {
      token0: ARBITRUM_STOCK,
      token1: ARBITRUM_USDC,
      pair: pool,
      count: 1n,
    });
    await index('arbitrum', [
      [created, synced(50_000n, 5_000_000n), mint(50_000n * unit, 5n * 10n ** 12n)],
      [feesSet(500, 1_200)],
      [synced(50_100n, 4_990_000n), swapped],
      [turned(true)],
      [turned(false)],
      [synced(1n, 1n)],
    ]);
    const [before, after] = [
      { reserve0: 50_000n * unit, reserve1: 5n * 10n ** 12n, feePips: 3_000, feePips1: 3_000 },
      { reserve0: 50_100n * unit, reserve1: 499n * 10n ** 10n, feePips: 5_000, feePips1: 12_000 },
    ] as const;
    const asStable: StablePool = { ...after, decimals0: decimals!, decimals1: 6, solver: 'within-one' };
    const expected = figures('arbitrum', ARBITRUM_STOCK, 1, true);
    const raised = { ...before, feePips: 5_000, feePips1: 12_000 };
    expect(await stored('arbitrum')).toEqual([before, raised, after, asStable, after].map(expected));
    const { depth, catalogue } = await loadIngestState(client, 'arbitrum', 5);
    expect(depth.curveOf(catalogue.pools.get(pool)!)?.toCurve()).toEqual(asStable);
    const { rows } = await client.query('SELECT fee_raw FROM fill');
    expect(rows).toEqual([{ fee_raw: String((100n * unit) / 200n) }]);
  });

  it('an Aerodrome stable pool: impact while nothing has shown the fee, slippage after a swap or a fee of its own', async () => {
    const solidly = { sender: trader, to: trader };
    const synced = (reserve0: bigint, reserve1: bigint) =>
      testLog(pool, 'Sync(uint256 reserve0, uint256 reserve1)', { reserve0, reserve1 });
    const created = testLog(
      AERODROME,
      'PoolCreated(address indexed token0, address indexed token1, bool indexed stable, address pool, uint256 count)',
      { token0: BASE_USDC, token1: BASE_STOCK, stable: true, pool: pool, count: 1n },
    );
    await index('base', [
      [created, synced(10n ** 13n, 10n ** 15n), mint(10n ** 13n, 10n ** 15n)],
      [
        testLog(pool, 'Fees(address indexed sender, uint256 amount0, uint256 amount1)', {
          ...solidly,
          amount0: 2_000_000n,
        }),
        synced(10_003_998n * 10n ** 6n, 9_996_000n * 10n ** 8n),
        testLog(
          pool,
          'Swap(address indexed sender, address indexed to, uint256 amount0In, uint256 amount1In, uint256 amount0Out, uint256 amount1Out)',
          { ...solidly, amount0In: 4_000n * 10n ** 6n, amount1Out: 3_999n * 10n ** 8n },
        ),
      ],
      [{ ...customFee(20n), address: AERODROME }],
      [{ ...customFee(0n), address: AERODROME }],
      [synced(1n, 1n)],
    ]);
    const decimals = { decimals0: 6, decimals1: 8 };
    const first: StablePool = { ...decimals, reserve0: 10n ** 13n, reserve1: 10n ** 15n, feePips: 0 };
    const second = { ...decimals, reserve0: 10_003_998n * 10n ** 6n, reserve1: 9_996_000n * 10n ** 8n, feePips: 500 };
    expect(await stored('base')).toEqual([
      figures('base', BASE_STOCK, 0, false)(first),
      figures('base', BASE_STOCK, 0, true)(second),
      figures('base', BASE_STOCK, 0, true)({ ...second, feePips: 2_000 }),
      figures('base', BASE_STOCK, 0, false)({ ...second, feePips: 0 }),
    ]);
    const { depth, catalogue } = await loadIngestState(client, 'base', 5);
    expect(depth.curveOf(catalogue.pools.get(pool)!)?.feeKnown).toBe(false);
  });
});
