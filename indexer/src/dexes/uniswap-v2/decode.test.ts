import { describe, expect, it } from 'vitest';
import { testLog } from '../../testing/evm-fixtures.ts';
import { decodeAfterCreation, pool, router, stock, trader, usdc } from '../../testing/evm-venue-fixture.ts';
import { synced, V2_SWAP } from '../evm-pair.fixture.ts';
import { fixture } from './fixture.ts';

const liquidity = (name: 'Mint' | 'Burn', amount0: bigint, amount1: bigint) =>
  testLog(
    pool,
    `${name}(address indexed sender, uint256 amount0, uint256 amount1${name === 'Burn' ? ', address indexed to' : ''})`,
    {
      sender: router,
      to: trader,
      amount0,
      amount1,
    },
  );

describe('uniswap-v2', () => {
  it('takes the reserves after a swap from the Sync before it, and states them once', () => {
    const facts = decodeAfterCreation(fixture, fixture.sell);
    expect(facts).toMatchObject([{ kind: 'fill', after: { reserve0: 101_000n, reserve1: 99_010n, sqrtPrice: null } }]);
  });

  it('reads liquidity as the change of the root of the product', () => {
    const facts = decodeAfterCreation(fixture, [
      synced(400n, 900n),
      liquidity('Mint', 400n, 900n),
      synced(100n, 400n),
      liquidity('Burn', 300n, 500n),
    ]);
    expect(facts).toMatchObject([
      { kind: 'pool-state', source: 'sync', state: { reserve0: 400n, reserve1: 900n } },
      { kind: 'liquidity', liquidityDelta: 600n, amount0Raw: 400n, amount1Raw: 900n, lower: 0, upper: 0 },
      { kind: 'pool-state', state: { reserve0: 100n, reserve1: 400n } },
      { kind: 'liquidity', liquidityDelta: -400n, amount0Raw: 300n, amount1Raw: 500n },
    ]);
  });

  it('a donation is a state without a fill', () => {
    expect(decodeAfterCreation(fixture, [synced(5n, 6n)])).toMatchObject([{ kind: 'pool-state', source: 'sync' }]);
  });

  it('nets what a flash swap takes and gives back of one token', () => {
    const amounts = { amount0In: 1_010n, amount0Out: 1_000n, amount1In: 0n, amount1Out: 9n };
    const [fill] = decodeAfterCreation(fixture, [
      synced(1n, 1n),
      testLog(pool, V2_SWAP, { sender: router, to: trader, ...amounts }),
    ]);
    expect(fill).toMatchObject({ soldToken: stock, soldRaw: 10n, boughtToken: usdc, boughtRaw: 9n });
  });

  it('the repayment of a flash loan of both tokens buys nothing', () => {
    const amounts = { amount0In: 1_003n, amount0Out: 1_000n, amount1In: 103n, amount1Out: 100n };
    const [fill] = decodeAfterCreation(fixture, [
      synced(1n, 1n),
      testLog(pool, V2_SWAP, { sender: router, to: trader, ...amounts }),
    ]);
    expect(fill).toMatchObject({ soldToken: stock, soldRaw: 3n, boughtRaw: 0n });
  });

  it('states no reserves for a swap without a Sync', () => {
    const [fill] = decodeAfterCreation(fixture, fixture.sell.slice(1));
    expect(fill).toMatchObject({ kind: 'fill', after: null });
  });

  it('refuses liquidity without a Sync', () => {
    expect(() => decodeAfterCreation(fixture, [liquidity('Mint', 1n, 1n)])).toThrow(/without a Sync/);
  });
});
