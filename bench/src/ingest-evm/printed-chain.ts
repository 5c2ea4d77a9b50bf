import { keccak_256 } from '@noble/hashes/sha3.js';
import { hexToBytes } from '@noble/hashes/utils.js';
import type { GeneratedBlock, GeneratedChain, GeneratedLog } from './generated-chain.ts';

const ZERO = `0x${'0'.repeat(64)}`;
const hex = (number: number): string => `0x${number.toString(16)}`;

interface PlacedLog {
  log: GeneratedLog;
  index: number;
  transaction: number;
}

/** Answers of a node, as JSON text. */
export class PrintedChain {
  readonly pools: string[];
  readonly tokens: string[];
  readonly #chain: GeneratedChain;
  readonly #placeOfTransaction = new Map<string, [number, number]>();
  readonly #logs: PlacedLog[][];
  readonly #blooms: string[];
  /** Logs and full blocks as text, made before anybody asks, so that the server's own work weighs little. */
  readonly #printedLogs: string[][];
  readonly #printedBlocks: string[];

  constructor(chain: GeneratedChain) {
    this.#chain = chain;
    this.pools = chain.pools;
    this.tokens = chain.tokens;
    this.#logs = chain.blocks.map((block) => placeLogs(block));
    this.#blooms = this.#logs.map((logs) => bloomOf(logs));
    for (const { number, transactions } of chain.blocks) {
      for (const [at, { hash }] of transactions.entries()) this.#placeOfTransaction.set(hash, [number, at]);
    }
    this.#printedLogs = this.#logs.map((logs, number) => logs.map((log) => this.#log(number, log)));
    this.#printedBlocks = chain.blocks.map(({ number }) => this.#printBlock(number, true));
  }

  /** The result as JSON text; null for a method that this node lacks. */
  answer(method: string, params: unknown[]): string | null {
    const head = this.#chain.blocks.length - 1;
    switch (method) {
      case 'eth_chainId':
        return `"${hex(this.#chain.chainId)}"`;
      case 'eth_blockNumber':
        return `"${hex(head)}"`;
      case 'eth_getBlockByNumber':
        return this.#block(isTag(params[0]) ? head : Number(params[0]), params[1] === true);
      case 'eth_getBlockByHash':
        return this.#block(
          this.#chain.blocks.findIndex((_, at) => this.#chain.hashOfBlock(at) === params[0]),
          params[1] === true,
        );
      case 'eth_getTransactionByHash':
        return this.#transaction(...(this.#placeOfTransaction.get(params[0] as string) ?? [0, 0]));
      case 'eth_getLogs':
        return this.#filtered(params[0] as Filter);
      default:
        return null;
    }
  }

  #filtered({ fromBlock, toBlock, address, topics = [] }: Filter): string {
    const addresses = address === undefined ? null : new Set([address].flat());
    const wanted = topics.map((own) => (own === null ? null : new Set([own].flat())));
    const from = isTag(fromBlock) ? 0 : Number(fromBlock);
    const to = isTag(toBlock) ? this.#chain.blocks.length - 1 : Number(toBlock);
    const out: string[] = [];
    for (let number = from; number <= to; number += 1) {
      const logs = this.#logs[number] ?? [];
      for (let at = 0; at < logs.length; at += 1) {
        const { log } = logs[at]!;
        if (addresses && !addresses.has(log.address)) continue;
        if (wanted.every((set, position) => set === null || set.has(log.topics[position]!))) {
          out.push(this.#printedLogs[number]![at]!);
        }
      }
    }
    return `[${out.join(',')}]`;
  }

  #log(number: number, { log, index, transaction }: PlacedLog): string {
    const topics = log.topics.join('","');
    const { hash } = this.#chain.blocks[number]!.transactions[transaction]!;
    const place = `"blockNumber":"${hex(number)}","blockHash":"${this.#chain.hashOfBlock(number)}","transactionHash":"${hash}"`;
    return `{"address":"${log.address}","topics":["${topics}"],"data":"${log.data}",${place},"transactionIndex":"${hex(transaction)}","logIndex":"${hex(index)}","removed":false}`;
  }

  #block(number: number, full: boolean): string {
    return full ? (this.#printedBlocks[number] ?? 'null') : this.#printBlock(number, false);
  }

  #printBlock(number: number, full: boolean): string {
    const block = this.#chain.blocks[number];
    if (!block) return 'null';
    const transactions = block.transactions.map(({ hash }, at) => (full ? this.#transaction(number, at) : `"${hash}"`));
    const parent = number === 0 ? ZERO : this.#chain.hashOfBlock(number - 1);
    const header = `"number":"${hex(number)}","hash":"${this.#chain.hashOfBlock(number)}","parentHash":"${parent}","timestamp":"${hex(block.timestamp)}","logsBloom":"${this.#blooms[number]}"`;
    return `{${header},${HEADER_REST},"transactions":[${transactions.join(',')}]}`;
  }

  #transaction(number: number, at: number): string {
    const { hash, from } = this.#chain.blocks[number]!.transactions[at]!;
    const place = `"blockNumber":"${hex(number)}","blockHash":"${this.#chain.hashOfBlock(number)}","transactionIndex":"${hex(at)}"`;
    return `{"hash":"${hash}","from":"${from}",${place},${TRANSACTION_REST}}`;
  }
}

interface Filter {
  fromBlock: string;
  toBlock: string;
  address?: string | string[];
  topics?: (string | string[] | null)[];
}

const isTag = (block: unknown): boolean =>
  block === 'latest' || block === 'finalized' || block === 'safe' || block === 'earliest';

const HEADER_REST = `"gasUsed":"0x5208","gasLimit":"0x1e84800","baseFeePerGas":"0x989680","miner":"${ZERO.slice(0, 42)}","nonce":"0x0000000000000000","difficulty":"0x0","totalDifficulty":"0x0","size":"0x400","extraData":"0x","mixHash":"${ZERO}","sha3Uncles":"${ZERO}","stateRoot":"${ZERO}","transactionsRoot":"${ZERO}","receiptsRoot":"${ZERO}","uncles":[]`;
const TRANSACTION_REST = `"to":"${ZERO.slice(0, 42)}","input":"0x${'ab'.repeat(130)}","value":"0x0","nonce":"0x1","gas":"0x30d40","gasPrice":"0x989680","type":"0x0","v":"0x1b","r":"0x1","s":"0x1"`;

function placeLogs({ transactions }: GeneratedBlock): PlacedLog[] {
  let index = 0;
  return transactions.flatMap(({ logs }, transaction) => logs.map((log) => ({ log, index: index++, transaction })));
}

const bitsOf = new Map<string, number[]>();

function bloomOf(logs: PlacedLog[]): string {
  const bloom = new Uint8Array(256);
  for (const { log } of logs) {
    for (const item of [log.address, ...log.topics]) {
      let bits = bitsOf.get(item);
      if (!bits) {
        const hash = keccak_256(hexToBytes(item.slice(2)));
        bits = [0, 2, 4].map((at) => ((hash[at]! << 8) | hash[at + 1]!) & 2047);
        bitsOf.set(item, bits);
      }
      for (const bit of bits) bloom[255 - (bit >> 3)]! |= 1 << (bit & 7);
    }
  }
  return `0x${Buffer.from(bloom).toString('hex')}`;
}
