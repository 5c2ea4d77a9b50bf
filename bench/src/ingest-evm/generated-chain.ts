import { dexes, getChain, tokensOf } from '@tokentape/core/registry/registry.ts';
import { hashOf, Random } from './random.ts';
import { eventTopic, words } from './words.ts';

export interface GeneratedLog {
  address: string;
  topics: string[];
  data: string;
}

export interface GeneratedBlock {
  number: number;
  timestamp: number;
  transactions: { hash: string; from: string; logs: GeneratedLog[] }[];
}

export interface ChainShape {
  blocks: number;
  /** Transactions with one Transfer and one Swap each. */
  tradesPerBlock: number;
  pools: number;
  /** Logs of contracts that nobody follows, as a multiple of the others. */
  foreign: number;
}

export interface GeneratedChain {
  chainId: number;
  pools: string[];
  /** The stock token of each pool. */
  tokens: string[];
  blocks: GeneratedBlock[];
  hashOfBlock(number: number): string;
}

const Q96 = 2n ** 96n;
const START = 1_751_241_600;
const TRADERS = 5_000;
const LIQUIDITY = 10n ** 21n;
const FULL = 887_220;
/** Empty blocks after the last one that is read: Ponder takes 240 blocks of Arbitrum for not yet final. */
const TAIL = 300;

const TRANSFER = eventTopic('Transfer(address,address,uint256)');
const SWAP = eventTopic('Swap(address,address,int256,int256,uint160,uint128,int24)');
const MINT = eventTopic('Mint(address,address,int24,int24,uint128,uint256,uint256)');
const INITIALIZE = eventTopic('Initialize(uint160,int24)');
const POOL_CREATED = eventTopic('PoolCreated(address,address,uint24,int24,address)');

interface Pool {
  address: string;
  stock: string;
  stockIsFirst: boolean;
  sqrtPrice: bigint;
}

/** Registered stock tokens in Uniswap v3 pools against USDC on Arbitrum, each pool with one position over the whole range. */
export function generateChain({ blocks, tradesPerBlock, pools, foreign }: ChainShape): GeneratedChain {
  const random = new Random(20_250_630);
  const chain = getChain('arbitrum');
  const usdc = chain.quotes[0]!.address;
  const factory = dexes.find(({ id }) => id === 'uniswap-v3')!.deployments.find((own) => own.chain === chain.id)!;
  const stocks = tokensOf(chain.id).filter(({ token }) => token.decimals === 18);
  const made = stocks.slice(0, pools).map(({ token }, at): Pool => {
    const stockIsFirst = token.address < usdc;
    return { address: hashOf('pool', at).slice(0, 42), stock: token.address, stockIsFirst, sqrtPrice: Q96 };
  });
  const traders = Array.from({ length: TRADERS }, (_, at) => hashOf('trader', at).slice(0, 42));
  const opening = made.flatMap((pool) => openingLogs(pool, factory.address, usdc));
  const out: GeneratedBlock[] = [
    { number: 0, timestamp: START, transactions: [] },
    { number: 1, timestamp: START + 1, transactions: [{ hash: hashOf('tx', 0), from: traders[0]!, logs: opening }] },
  ];
  for (let number = 2; number < blocks; number += 1) {
    const transactions: GeneratedBlock['transactions'] = [];
    for (let trade = 0; trade < tradesPerBlock; trade += 1) {
      const from = traders[random.below(TRADERS)]!;
      const logs = tradeLogs(made[random.below(made.length)]!, from, random);
      transactions.push({ hash: hashOf('tx', number * 1000 + transactions.length), from, logs });
      for (let other = 0; other < foreign; other += 1) {
        const hash = hashOf('tx', number * 1000 + transactions.length);
        transactions.push({ hash, from, logs: foreignLogs(random) });
      }
    }
    out.push({ number, timestamp: START + number, transactions });
  }
  for (let number = blocks; number < blocks + TAIL; number += 1) {
    out.push({ number, timestamp: START + number, transactions: [] });
  }
  const hashes = out.map(({ number }) => hashOf('block', number));
  const addresses = made.map(({ address }) => address);
  const tokens = made.map(({ stock }) => stock);
  return { chainId: chain.chainId!, pools: addresses, tokens, blocks: out, hashOfBlock: (number) => hashes[number]! };
}

function openingLogs(pool: Pool, factory: string, usdc: string): GeneratedLog[] {
  const { address } = pool;
  const [token0, token1] = pool.stockIsFirst ? [pool.stock, usdc] : [usdc, pool.stock];
  const owner = words(address);
  return [
    {
      address: factory,
      topics: [POOL_CREATED, `0x${words(token0)}`, `0x${words(token1)}`, `0x${words(3000)}`],
      data: `0x${words(60, address)}`,
    },
    { address, topics: [INITIALIZE], data: `0x${words(Q96, 0)}` },
    {
      address,
      topics: [MINT, `0x${owner}`, `0x${words(-FULL)}`, `0x${words(FULL)}`],
      data: `0x${words(address, LIQUIDITY, LIQUIDITY, LIQUIDITY)}`,
    },
  ];
}

/** The price walks in small steps about its start; amounts follow from the constant liquidity. */
function tradeLogs(pool: Pool, trader: string, random: Random): GeneratedLog[] {
  const before = pool.sqrtPrice;
  const step = (Q96 * BigInt(1 + random.below(40))) / 1_000_000n;
  const up = before > Q96 ? random.below(100) < 45 : random.below(100) < 55;
  const after = up ? before + step : before - step;
  pool.sqrtPrice = after;
  const amount1 = (LIQUIDITY * (after - before)) / Q96;
  const amount0 = -((LIQUIDITY * Q96 * (after - before)) / (after * before));
  const tick = Math.floor((2 * Math.log(Number(after) / Number(Q96))) / Math.log(1.0001));
  const stockAmount = pool.stockIsFirst ? amount0 : amount1;
  const [from, to] = stockAmount > 0n ? [trader, pool.address] : [pool.address, trader];
  const moved = stockAmount > 0n ? stockAmount : -stockAmount;
  return [
    { address: pool.stock, topics: [TRANSFER, `0x${words(from)}`, `0x${words(to)}`], data: `0x${words(moved)}` },
    {
      address: pool.address,
      topics: [SWAP, `0x${words(trader)}`, `0x${words(trader)}`],
      data: `0x${words(amount0, amount1, after, LIQUIDITY, tick)}`,
    },
  ];
}

const FOREIGN = Array.from({ length: 500 }, (_, at) => hashOf('foreign', at).slice(0, 42));

function foreignLogs(random: Random): GeneratedLog[] {
  const address = FOREIGN[random.below(FOREIGN.length)]!;
  const topics = [TRANSFER, `0x${words(address)}`, `0x${words(address)}`];
  return [
    { address, topics, data: `0x${words(1)}` },
    { address, topics: [SWAP, topics[1]!, topics[2]!], data: `0x${words(1, -1, Q96, 1, 0)}` },
  ];
}
