import { addressAt, numberAt, topicAddress, uintAt } from '../abi-words.ts';
import type { EvmVenue } from '../evm-venue.ts';

/** TwocryptoPoolDeployed(address pool, string name, string symbol, address[2] coins, address math, bytes32 salt, uint256[2], uint256, uint256, uint256, uint256, address) */
const POOL_DEPLOYED = '0x8152a3037e3dc54154ad0d2cadb1cf7e1d1b9e2b625faa3dfb4fe03d609102ca';
/** TokenExchange(address indexed buyer, int128 sold_id, uint256 tokens_sold, int128 bought_id, uint256 tokens_bought) */
const STABLE_EXCHANGE = '0x8b3e96f2b889fa771c53c981b40daf005f63f637f1869f707052d15a3dd97140';
/** TokenExchange(address indexed buyer, uint256 sold_id, uint256 tokens_sold, uint256 bought_id, uint256 tokens_bought) */
const CRYPTO_EXCHANGE = '0xb2e76ae99761dc136e598d4a629bb347eccb9532a5f8bbd72e18467c3c34cc98';
/** The same with uint256 fee and uint256 packed_price_scale at its end. */
const NG_EXCHANGE = '0x143f1f8e861fbdeddd5b46e844b7d3ac7b86a122f36e8c463859ee6811b1f29c';

/**
 * Curve, pools of two coins. Those of the twocrypto factory announce themselves; others are rows of the registry. No curve is
 * claimed: what shapes it is not in the events.
 */
export const curve: EvmVenue = {
  decoder: 'curve',
  creation: { topic0: POOL_DEPLOYED },
  createdPool: ({ data }, { dex }) => ({
    dex,
    pool: addressAt(data, 0),
    token0: addressAt(data, 3),
    token1: addressAt(data, 4),
    curve: 'unknown',
    feePips: null,
    tickSpacing: null,
  }),
  poolTopics: [STABLE_EXCHANGE, CRYPTO_EXCHANGE, NG_EXCHANGE],
  poolIdTopic: null,
  decode({ topics, data }, { pool: { pool, token0, token1 } }) {
    const coin = (index: number): string => {
      const id = numberAt(data, index);
      if (id !== 0 && id !== 1) throw new Error(`pool ${pool} of two coins traded coin ${id}`);
      return id === 0 ? token0 : token1;
    };
    return [
      {
        kind: 'fill',
        soldToken: coin(0),
        soldRaw: uintAt(data, 1),
        boughtToken: coin(2),
        boughtRaw: uintAt(data, 3),
        after: null,
        feeRaw: null,
        recipient: topicAddress(topics[1]),
      },
    ];
  },
};
