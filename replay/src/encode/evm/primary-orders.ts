import type { EvmLog } from '../../chains/evm-chain.ts';
import { abiData, eventTopic, topic } from './words.ts';

const ORDER_FILL = eventTopic('OrderFill(uint256,address,address,address,uint256,uint256,uint256,bool)');
const TRADE_EXECUTED = eventTopic(
  'TradeExecuted(uint256,uint256,uint256,bytes32,uint8,address,uint256,uint256,uint256,bytes32)',
);

export interface DinariFill {
  /** The order processor. */
  processor: string;
  id: bigint;
  paymentToken: string;
  assetToken: string;
  recipient: string;
  assetAmount: bigint;
  paymentAmount: bigint;
  fee: bigint;
  sell: boolean;
}

/** Dinari's OrderFill: id, payment and asset token are indexed. */
export function orderFillLog(fill: DinariFill): EvmLog {
  const { processor, id, paymentToken, assetToken, recipient, assetAmount, paymentAmount, fee, sell } = fill;
  return {
    address: processor,
    topics: [ORDER_FILL, topic(id), topic(paymentToken), topic(assetToken)],
    data: abiData(recipient, assetAmount, paymentAmount, fee, sell ? 1 : 0),
  };
}

export interface OndoTrade {
  /** The token manager. */
  manager: string;
  executionId: bigint;
  chainId: bigint;
  sell: boolean;
  asset: string;
  /** USD per token and tokens, both with 18 digits. */
  price: bigint;
  quantity: bigint;
  /** Unix seconds. */
  expiration: number;
}

/** Ondo's TradeExecuted, without indexed arguments; the user is an id of the issuer's. */
export function tradeExecutedLog(trade: OndoTrade): EvmLog {
  const { manager, executionId, chainId, sell, asset, price, quantity, expiration } = trade;
  const user = executionId * 7_919n + 1n;
  const data = abiData(executionId, executionId, chainId, user, sell ? 1 : 0, asset, price, quantity, expiration, 0);
  return { address: manager, topics: [TRADE_EXECUTED], data };
}
