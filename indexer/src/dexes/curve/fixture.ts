import { testAddress, testHash, testLog } from '../../testing/evm-fixtures.ts';
import {
  factory,
  pool,
  stock,
  trader,
  type UnplacedLog,
  usdc,
  type VenueFixture,
} from '../../testing/evm-venue-fixture.ts';

const EXCHANGES = {
  stable:
    'TokenExchange(address indexed buyer, int128 sold_id, uint256 tokens_sold, int128 bought_id, uint256 tokens_bought)',
  crypto:
    'TokenExchange(address indexed buyer, uint256 sold_id, uint256 tokens_sold, uint256 bought_id, uint256 tokens_bought)',
  ng: 'TokenExchange(address indexed buyer, uint256 sold_id, uint256 tokens_sold, uint256 bought_id, uint256 tokens_bought, uint256 fee, uint256 packed_price_scale)',
};

export const exchanged = (
  design: keyof typeof EXCHANGES,
  sold: bigint,
  soldRaw: bigint,
  boughtRaw: bigint,
): UnplacedLog =>
  testLog(pool, EXCHANGES[design], {
    ...{ buyer: trader, sold_id: sold, tokens_sold: soldRaw, bought_id: 1n - sold, tokens_bought: boughtRaw },
    ...{ fee: 3n, packed_price_scale: 10n ** 18n },
  });

export const fixture: VenueFixture = {
  decoder: 'curve',
  dex: 'curve',
  pool,
  vault: pool,
  feePips: null,
  created: [
    testLog(
      factory,
      'TwocryptoPoolDeployed(address pool, string name, string symbol, address[2] coins, address math, bytes32 salt, uint256[2] precisions, uint256 packed_A_gamma, uint256 packed_fee_params, uint256 packed_rebalancing_params, uint256 packed_prices, address deployer)',
      {
        ...{
          pool,
          name: 'TSLA/USDC',
          symbol: 'tslausdc',
          coins: [stock, usdc],
          math: testAddress(5),
          salt: testHash(1),
        },
        ...{ precisions: [1n, 1n], deployer: testAddress(6) },
      },
    ),
  ],
  sell: [exchanged('ng', 0n, 1000n, 990n)],
  buy: [exchanged('ng', 1n, 510n, 500n)],
  fees: [null, null],
  statesCurve: false,
};
