import type { EvmBlock, EvmLog } from '../chains/evm-chain.ts';
import type { LogFilter } from './log-filter.ts';
import { logsBloom } from './logs-bloom.ts';
import { toQuantity } from './quantity.ts';

const ZERO_HASH = `0x${'0'.repeat(64)}`;
const ZERO_ADDRESS = `0x${'0'.repeat(40)}`;
const EMPTY_UNCLES = '0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347';
const GAS_LIMIT = 32_000_000;
const GAS_PRICE = 10_000_000n;

/** A block as `eth_getBlockByNumber` answers it. Roots that nobody checks here are zero; the logs bloom is true. */
export function answerBlock(block: EvmBlock, full: boolean): object {
  const gasUsed = block.transactions.reduce((sum, transaction) => sum + transaction.gasUsed, 0);
  return {
    number: toQuantity(block.number),
    hash: block.hash,
    parentHash: block.parentHash,
    timestamp: toQuantity(block.timestamp),
    logsBloom: logsBloom(block.transactions.flatMap(({ logs }) => logs)),
    transactions: full
      ? block.transactions.map((_, index) => answerTransaction(block, index))
      : block.transactions.map(({ hash }) => hash),
    gasUsed: toQuantity(gasUsed),
    gasLimit: toQuantity(GAS_LIMIT),
    baseFeePerGas: toQuantity(GAS_PRICE),
    miner: ZERO_ADDRESS,
    nonce: '0x0000000000000000',
    difficulty: '0x0',
    totalDifficulty: '0x0',
    size: toQuantity(600 + 300 * block.transactions.length),
    extraData: '0x',
    mixHash: ZERO_HASH,
    sha3Uncles: EMPTY_UNCLES,
    stateRoot: ZERO_HASH,
    transactionsRoot: ZERO_HASH,
    receiptsRoot: ZERO_HASH,
    uncles: [],
  };
}

export function answerTransaction(block: EvmBlock, index: number): object {
  const { hash, from, to, input, value, nonce, gasUsed } = block.transactions[index]!;
  return {
    blockHash: block.hash,
    blockNumber: toQuantity(block.number),
    transactionIndex: toQuantity(index),
    hash,
    from,
    to,
    input,
    value: toQuantity(value),
    nonce: toQuantity(nonce),
    gas: toQuantity(Math.ceil(gasUsed * 1.2)),
    gasPrice: toQuantity(GAS_PRICE),
    type: '0x0',
    v: '0x1b',
    r: '0x1',
    s: '0x1',
  };
}

export function answerReceipt(block: EvmBlock, index: number): object {
  const { hash, from, to, gasUsed, succeeded, logs } = block.transactions[index]!;
  const before = block.transactions.slice(0, index + 1).reduce((sum, transaction) => sum + transaction.gasUsed, 0);
  return {
    blockHash: block.hash,
    blockNumber: toQuantity(block.number),
    transactionIndex: toQuantity(index),
    transactionHash: hash,
    from,
    to,
    contractAddress: null,
    cumulativeGasUsed: toQuantity(before),
    gasUsed: toQuantity(gasUsed),
    effectiveGasPrice: toQuantity(GAS_PRICE),
    status: succeeded ? '0x1' : '0x0',
    type: '0x0',
    logsBloom: logsBloom(logs),
    logs: answerLogs(block, () => true, index),
  };
}

/** The logs of a block, or of its transaction at `only`, that the filter wants, with their place in the block. */
export function answerLogs(block: EvmBlock, wanted: LogFilter, only?: number): object[] {
  const found: object[] = [];
  let logIndex = 0;
  block.transactions.forEach((transaction, index) => {
    for (const log of transaction.logs) {
      if ((only === undefined || only === index) && wanted(log)) found.push(answerLog(block, index, log, logIndex));
      logIndex++;
    }
  });
  return found;
}

function answerLog(block: EvmBlock, index: number, { address, topics, data }: EvmLog, logIndex: number): object {
  return {
    address,
    topics,
    data,
    blockNumber: toQuantity(block.number),
    blockHash: block.hash,
    transactionHash: block.transactions[index]!.hash,
    transactionIndex: toQuantity(index),
    logIndex: toQuantity(logIndex),
    removed: false,
  };
}
