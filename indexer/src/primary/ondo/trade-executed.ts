import type { Address } from '@tokentape/core/facts/chain.ts';
import { addressAt, uintAt } from '../../dexes/abi-words.ts';
import type { EvmPrimaryVenue, OrderContext } from '../evm-venue.ts';

/**
 * keccak256 of TradeExecuted(uint256 executionId, uint256 attestationId, uint256 chainId, bytes32 userId, uint8 side,
 * address asset, uint256 price, uint256 quantity, uint256 expiration, bytes32 additionalData), Ondo's token manager.
 */
const TRADE_EXECUTED = '0xdfe4debbd7bc491e9db43820916e30a4ef9490863fc22b1e79e2f76013901035';

const BUY = 0n;
/** Prices and quantities have 18 digits, and so has USDon on EVM chains. */
const ONE = 10n ** 18n;

/**
 * Ondo Global Markets: tokens are minted or burned at an attested price and settled in USDon, whatever stablecoin the
 * user came with. The event names the user by an id of the issuer's; the wallet is whom the tokens went to or came from.
 */
export const ondo: EvmPrimaryVenue = {
  venue: 'ondo',
  topics: [TRADE_EXECUTED],
  decode: ({ data }, context) => {
    const side = uintAt(data, 4) === BUY ? 'mint' : 'redeem';
    const [token, price, quantity] = [addressAt(data, 5), uintAt(data, 6), uintAt(data, 7)];
    return {
      kind: 'primary-order',
      venue: 'ondo',
      token,
      side,
      account: walletOf(context, token, side, quantity),
      tokenRaw: quantity,
      paymentToken: context.market.settlement,
      paymentRaw: context.market.settlement === null ? null : (price * quantity) / ONE,
      feeRaw: null,
    };
  },
};

/** Whom the minted tokens reached last, or from whom those came that were burned; else who signed. */
function walletOf({ transfers, signer }: OrderContext, token: Address, side: 'mint' | 'redeem', raw: bigint): Address {
  const moved = transfers.filter((transfer) => transfer.token === token && transfer.raw === raw);
  const wallet = side === 'mint' ? moved.at(-1)?.to : moved[0]?.from;
  return wallet ?? signer;
}
