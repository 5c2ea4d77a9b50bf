import { describe, expect, it } from 'vitest';
import { testAddress, testBlock, testLog, testRegistry } from '../../testing/evm-fixtures.ts';
import { decodeEvmBlock } from '../evm.ts';
import { KnownPools } from '../known-pools.ts';

const stock = testAddress(0x51);
const usdc = testAddress(0xc0);
const factory = testAddress(0xfac);
const pool = testAddress(0x900);
const trader = testAddress(0x7);
const router = testAddress(0x8);
const Q96 = 2n ** 96n;

const TRANSFER = 'Transfer(address indexed from, address indexed to, uint256 value)';
const SWAP =
  'Swap(address indexed sender, address indexed recipient, int256 amount0, int256 amount1, uint160 sqrtPriceX96, uint128 liquidity, int24 tick)';

const created = testLog(
  factory,
  'PoolCreated(address indexed token0, address indexed token1, uint24 indexed fee, int24 tickSpacing, address pool)',
  { token0: stock, token1: usdc, fee: 3000, tickSpacing: 60, pool },
);
const initialized = testLog(pool, 'Initialize(uint160 sqrtPriceX96, int24 tick)', { sqrtPriceX96: Q96, tick: 0 });
const transfer = (from: string, to: string, value: bigint) => testLog(stock, TRANSFER, { from, to, value });
const swap = (recipient: string, amount0: bigint, amount1: bigint, tick = -1) =>
  testLog(pool, SWAP, { sender: router, recipient, amount0, amount1, sqrtPriceX96: Q96 - 1n, liquidity: 5n, tick });

function open() {
  const pools = new KnownPools(testRegistry([stock], [{ address: factory }]));
  const birth = decodeEvmBlock(testBlock(1, [{ from: testAddress(0xdad), logs: [created, initialized] }]), pools);
  return { pools, birth: birth.facts };
}

describe('uniswap-v3', () => {
  it('follows a pool of a registered token from its creation', () => {
    const { birth } = open();
    expect(birth).toMatchObject([
      { kind: 'pool', pool, token0: stock, token1: usdc, feePips: 3000, tickSpacing: 60, created: true, index: 0 },
      { kind: 'pool-state', pool, source: 'initialize', state: { sqrtPrice: Q96, tick: 0, liquidity: 0n }, index: 1 },
    ]);
  });

  it('reads a sale of the stock, amounts signed from the pool', () => {
    const { pools } = open();
    const logs = [transfer(trader, pool, 1000n), swap(router, 1000n, -990n)];
    const { facts } = decodeEvmBlock(testBlock(2, [{ from: trader, logs }]), pools);
    expect(facts[1]).toMatchObject({
      kind: 'fill',
      dex: 'uniswap-v3',
      trader,
      soldToken: stock,
      soldRaw: 1000n,
      boughtToken: usdc,
      boughtRaw: 990n,
      feeRaw: 3n,
      after: { sqrtPrice: Q96 - 1n, tick: -1, liquidity: 5n },
      flags: [],
    });
  });

  it('reads a purchase through a router: the trader is the wallet that received the stock', () => {
    const { pools } = open();
    const logs = [transfer(pool, router, 700n), swap(router, -700n, 710n), transfer(router, trader, 700n)];
    const { facts } = decodeEvmBlock(testBlock(2, [{ from: testAddress(0xbad), logs }]), pools);
    expect(facts[1]).toMatchObject({
      trader,
      soldToken: usdc,
      soldRaw: 710n,
      boughtToken: stock,
      boughtRaw: 700n,
      flags: [],
    });
  });

  it('flags the signer as trader of a passthrough', () => {
    const { pools } = open();
    const logs = [transfer(router, pool, 5n), swap(router, 5n, -4n), transfer(testAddress(0x999), router, 5n)];
    const other = transfer(router, testAddress(0x999), 5n);
    const { facts } = decodeEvmBlock(
      testBlock(2, [{ from: trader, logs: [...logs, other, transfer(pool, router, 5n)] }]),
      pools,
    );
    expect(facts[1]).toMatchObject({ trader, flags: ['trader-is-signer'] });
  });

  it('reads mints, burns and burns of zero, with ticks at their extremes', () => {
    const { pools } = open();
    const range = { owner: router, tickLower: -887272, tickUpper: 887272 };
    const mint = testLog(
      pool,
      'Mint(address sender, address indexed owner, int24 indexed tickLower, int24 indexed tickUpper, uint128 amount, uint256 amount0, uint256 amount1)',
      { ...range, sender: trader, amount: 2n ** 128n - 1n, amount0: 2n ** 256n - 1n, amount1: 0n },
    );
    const burn = (amount: bigint) =>
      testLog(
        pool,
        'Burn(address indexed owner, int24 indexed tickLower, int24 indexed tickUpper, uint128 amount, uint256 amount0, uint256 amount1)',
        { ...range, amount, amount0: 1n, amount1: 2n },
      );
    const { facts } = decodeEvmBlock(testBlock(2, [{ from: trader, logs: [mint, burn(9n), burn(0n)] }]), pools);
    expect(facts).toMatchObject([
      {
        kind: 'liquidity',
        owner: router,
        lower: -887272,
        upper: 887272,
        liquidityDelta: 2n ** 128n - 1n,
        amount0Raw: 2n ** 256n - 1n,
      },
      { liquidityDelta: -9n, amount0Raw: 1n, amount1Raw: 2n },
      { liquidityDelta: 0n },
    ]);
  });

  it('ignores the same events of a pool that no factory of the registry made', () => {
    const pools = new KnownPools(testRegistry([stock], [{ address: testAddress(0xfad) }]));
    const { facts } = decodeEvmBlock(
      testBlock(1, [{ from: trader, logs: [created, initialized, swap(trader, 1n, -1n)] }]),
      pools,
    );
    expect(facts).toEqual([]);
    expect(pools.size).toBe(0);
  });

  it('gives the same facts when a transaction is tried again', () => {
    const { pools } = open();
    const block = testBlock(2, [{ from: trader, logs: [transfer(trader, pool, 9n), swap(trader, 9n, -8n)] }]);
    expect(decodeEvmBlock(block, pools)).toBe(decodeEvmBlock(block, pools));
  });

  it('refuses logs out of order', () => {
    const { pools } = open();
    const block = testBlock(2, [{ from: trader, logs: [transfer(trader, pool, 9n), swap(trader, 9n, -8n)] }]);
    block.logs.reverse();
    expect(() => decodeEvmBlock(block, pools)).toThrow(/out of order/);
  });
});
