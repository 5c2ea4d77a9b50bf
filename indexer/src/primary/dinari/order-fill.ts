import { addressAt, topicAddress, uintAt } from '../../dexes/abi-words.ts';
import type { EvmPrimaryVenue } from '../evm-venue.ts';

/**
 * keccak256 of OrderFill(uint256 indexed id, address indexed paymentToken, address indexed assetToken, address requester,
 * uint256 assetAmount, uint256 paymentAmount, uint256 feesTaken, bool sell), OrderFillLib of dinaricrypto/sbt-contracts.
 */
const ORDER_FILL = '0x7e3461df4807dfaae05cd79c65566b5582129e82ad7183be9e6040e2146dc603';

/**
 * Dinari's order processor: it mints dShares to whom the order names, or has taken them before it pays. The payment is
 * stated without the fee, which a buyer pays on top and a seller is paid less.
 */
export const dinari: EvmPrimaryVenue = {
  venue: 'dinari',
  topics: [ORDER_FILL],
  decode: ({ topics, data }) => ({
    kind: 'primary-order',
    venue: 'dinari',
    token: topicAddress(topics[3]),
    side: uintAt(data, 4) === 0n ? 'mint' : 'redeem',
    account: addressAt(data, 0),
    tokenRaw: uintAt(data, 1),
    paymentToken: topicAddress(topics[2]),
    paymentRaw: uintAt(data, 2),
    feeRaw: uintAt(data, 3),
  }),
};
