import type { Fact } from '@tokentape/core/facts/facts.ts';
import { primaryMarketsOf } from '@tokentape/core/registry/primary-markets.ts';
import { transferLog, ZERO_ADDRESS } from '@tokentape/replay/encode/evm/erc20.ts';
import { orderFillLog, tradeExecutedLog } from '@tokentape/replay/encode/evm/primary-orders.ts';
import { describe, expect, it } from 'vitest';
import { decodeEvmBlock } from '../dexes/evm.ts';
import type { EvmLog } from '../dexes/evm-block.ts';
import { evmRegistry } from '../dexes/evm-registry.ts';
import { KnownPools } from '../dexes/known-pools.ts';
import { Watch } from '../sources/evm/watch.ts';
import { testAddress, testBlock, testHash, testRegistry } from '../testing/evm-fixtures.ts';

const [stock, dollar, user, manager, processor] = [1, 2, 3, 4, 5].map(testAddress) as [
  string,
  string,
  string,
  string,
  string,
];
const market = (venue: 'dinari' | 'ondo', address: string) => ({
  ...{ venue, issuer: venue, chain: 'ethereum', address, source: 'test' },
  settlement: venue === 'ondo' ? dollar : null,
});
const registry = testRegistry([stock], [], {
  primary: new Map([
    [processor, market('dinari', processor)],
    [manager, market('ondo', manager)],
  ]),
});

function decode(logs: { address: string; topics: string[]; data: string }[]): Fact[] {
  const placed = logs.map(
    (log): Omit<EvmLog, 'logIndex'> => ({ ...log, transactionIndex: 0, transactionHash: testHash(1) }),
  );
  return decodeEvmBlock(testBlock(1, [{ from: user, logs: placed }]), new KnownPools(registry)).facts;
}
const orders = (facts: Fact[]) => facts.filter(({ kind }) => kind === 'primary-order');

describe('Dinari', () => {
  const fill = {
    ...{ processor, id: 9n, paymentToken: dollar, assetToken: stock, recipient: user },
    ...{ assetAmount: 2n * 10n ** 18n, paymentAmount: 900_000_000n, fee: 1_500_000n },
  };

  it('a purchase mints for the payment without the fee', () => {
    const facts = decode([
      orderFillLog({ ...fill, sell: false }),
      transferLog(stock, ZERO_ADDRESS, user, fill.assetAmount),
    ]);
    expect(orders(facts)).toEqual([
      {
        ...{ kind: 'primary-order', venue: 'dinari', side: 'mint', token: stock, account: user, index: 0 },
        ...{ tokenRaw: fill.assetAmount, paymentToken: dollar, paymentRaw: 900_000_000n, feeRaw: 1_500_000n },
        tx: expect.objectContaining({ signer: user }),
      },
    ]);
    expect(facts.filter(({ kind }) => kind === 'transfer')).toMatchObject([{ move: 'mint', to: user }]);
  });

  it('a sale redeems', () => {
    expect(orders(decode([orderFillLog({ ...fill, sell: true })]))).toMatchObject([{ side: 'redeem', account: user }]);
  });

  it('never is a fill, and the same event of another contract is nothing', () => {
    expect(decode([orderFillLog({ ...fill, sell: false })]).some(({ kind }) => kind === 'fill')).toBe(false);
    expect(decode([orderFillLog({ ...fill, processor: testAddress(99), sell: false })])).toEqual([]);
  });
});

describe('Ondo', () => {
  const trade = {
    ...{ manager, executionId: 5n, chainId: 1n, asset: stock, expiration: 1_751_241_700 },
    ...{ price: 451_230_000_000_000_000_000n, quantity: 1_500_000_000_000_000_000n },
  };

  it('a mint goes to the wallet that the tokens reached, at price times quantity in USDon', () => {
    const helper = testAddress(77);
    const facts = decode([
      transferLog(stock, ZERO_ADDRESS, helper, trade.quantity),
      tradeExecutedLog({ ...trade, sell: false }),
      transferLog(stock, helper, user, trade.quantity),
    ]);
    expect(orders(facts)).toMatchObject([
      {
        ...{ venue: 'ondo', side: 'mint', token: stock, account: user, tokenRaw: trade.quantity },
        ...{ paymentToken: dollar, paymentRaw: 676_845_000_000_000_000_000n, feeRaw: null },
      },
    ]);
  });

  it('a redemption comes from the wallet that gave the tokens', () => {
    const holder = testAddress(78);
    const facts = decode([
      transferLog(stock, holder, manager, trade.quantity),
      transferLog(stock, manager, ZERO_ADDRESS, trade.quantity),
      tradeExecutedLog({ ...trade, sell: true }),
    ]);
    expect(orders(facts)).toMatchObject([{ side: 'redeem', account: holder }]);
  });

  it('without a movement of the amount it is who signed', () => {
    expect(orders(decode([tradeExecutedLog({ ...trade, sell: false })]))).toMatchObject([{ account: user }]);
  });
});

it.each(['arbitrum', 'base', 'ethereum', 'bnb'])(
  'the source of %s asks for the orders of its primary markets',
  (chain) => {
    const filters = new Watch(new KnownPools(evmRegistry(chain))).filters();
    const markets = primaryMarketsOf(chain);
    expect(markets.length).toBeGreaterThan(0);
    const topic = { dinari: '0x7e3461df', ondo: '0xdfe4debb' };
    for (const { address, venue } of markets) {
      const asks = filters.some(
        (filter) => filter.address.includes(address) && filter.topics[0]?.some((each) => each.startsWith(topic[venue])),
      );
      expect(asks).toBe(true);
    }
  },
);
