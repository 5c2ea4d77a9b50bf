import { createHash } from 'node:crypto';
import { base58 } from '@scure/base';
import { applyLiquidity, type ConcentratedPool, swapConcentrated } from '@tokentape/core/curves/concentrated.ts';
import { isMarketOpen } from '@tokentape/core/registry/calendar/session.ts';
import { findToken } from '@tokentape/core/registry/registry.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import type { EvmLog } from '../chains/evm-chain.ts';
import type { SolanaChain, SolanaTransaction } from '../chains/solana-chain.ts';
import { ZERO_ADDRESS } from '../encode/evm/erc20.ts';
import { eventTopic } from '../encode/evm/words.ts';
import { DAY, dayName, WEEK_END, WEEK_START } from './calendar.ts';
import { isConcentrated } from './curves.ts';
import type { EvmWeek } from './evm/evm-week.ts';
import { LAUNCH_WEEK } from './launch-week.ts';
import { concentrated, type MarketPool } from './pool.ts';
import { SAMPLE_SEED, type SampleMarket, sampleMarket } from './sample-market.ts';
import { SOL_USDC_POOL } from './solana/pool-specs.ts';
import { playSolanaWeek } from './solana/solana-week.ts';
import type { MarketToken } from './token.ts';

const TSLAX_POOL = 'HHQUnUbmWLrYzkscDY1C3deEFbGtiGBGoHjpANogmvum';
const TSLAX_WSOL_POOL = 'CKmjDiqBCRqR8xk5FjnFiQXuCFsGchiLv9YwYVnE5RJ8';

let market: SampleMarket;
beforeAll(() => {
  market = sampleMarket();
});

function digestOf(chain: SolanaChain): string {
  const hash = createHash('sha256');
  for (let ordinal = 0; ordinal < chain.size; ordinal += 97) hash.update(JSON.stringify(chain.transaction(ordinal)));
  return hash.digest('hex');
}

describe('the launch week on Solana', () => {
  it('adds up to the published figures: counts exact, volume within a tenth of a percent', () => {
    LAUNCH_WEEK.forEach((target, day) => {
      const book = market.solana.ledger.days.get(dayName(day))!;
      expect([book.trades, book.traders.size, book.newTraders.size]).toEqual([
        target.trades,
        target.traders,
        target.newTraders,
      ]);
      expect(Math.abs(Number(book.volume) / 1e6 / target.volumeUsd - 1)).toBeLessThan(0.001);
      for (const [ticker, usd] of Object.entries(target.tickers)) {
        const { volume } = market.solana.ledger.tickers.get(`${dayName(day)} ${ticker}`)!;
        expect(Math.abs(Number(volume) / 1e6 / usd - 1), ticker).toBeLessThan(0.001);
      }
    });
  });

  it('is the same for the same seed and another for another', () => {
    const again = playSolanaWeek(SAMPLE_SEED);
    expect(digestOf(again.chain)).toBe(digestOf(market.solana.chain));
    expect(digestOf(playSolanaWeek(7).chain)).not.toBe(digestOf(again.chain));
  });

  it('has a few busy tickers, a long dead tail, pools without liquidity and stocks without a pool', () => {
    const { pools, tickers, ledger } = market.solana;
    const traded = [...tickers.keys()].filter((ticker) => ledger.tickers.has(`2025-07-01 ${ticker}`));
    const quiet = traded.filter((ticker) => ledger.tickers.get(`2025-07-01 ${ticker}`)!.trades < 20);
    expect(tickers.size).toBeGreaterThanOrEqual(60);
    expect(quiet.length).toBeGreaterThan(traded.length / 2);
    expect(
      pools.filter(({ curve }) => isConcentrated(curve) && curve.ticks.length === 0).length,
    ).toBeGreaterThanOrEqual(8);
    const pooled = new Set(pools.flatMap(({ token0, token1 }) => [token0.symbol, token1.symbol]));
    expect([...tickers.keys()].filter((ticker) => !pooled.has(ticker)).length).toBeGreaterThanOrEqual(5);
  });

  it('keeps order: slots and places ascend, block times follow, the head closes the week', () => {
    const { chain } = market.solana;
    let before = { slot: 0, transactionIndex: 0 };
    for (let ordinal = 0; ordinal < chain.size; ordinal++) {
      const { slot, transactionIndex } = chain.header(ordinal);
      const forward = slot > before.slot || (slot === before.slot && transactionIndex > before.transactionIndex);
      if (!forward) expect.fail(`transaction ${ordinal} does not come after the one before it`);
      before = { slot, transactionIndex };
    }
    expect(chain.blocks.at(-1)!.blockTime * 1000).toBe(WEEK_END);
    const gaps = chain.blocks.map(
      ({ blockTime }, position) => blockTime - (chain.blocks[position - 1]?.blockTime ?? blockTime),
    );
    expect(Math.max(...gaps)).toBeLessThanOrEqual(3600);
    expect(chain.blocks.some(({ blockTime }) => blockTime * 1000 > WEEK_START + 6 * DAY)).toBe(true);
  });

  it.each([TSLAX_POOL, TSLAX_WSOL_POOL, SOL_USDC_POOL])(
    'moves pool %s along its curve, vaults without a gap',
    (address) => {
      const pool = market.solana.pools.find((each) => each.address === address)!;
      const replayed = replaySolanaPool(market.solana.chain, pool);
      expect(replayed.fills).toBeGreaterThan(400);
      expect(replayed.curve).toEqual(pool.curve);
      expect(replayed.vaults.sort()).toEqual([pool.reserve0.toString(), pool.reserve1.toString()].sort());
    },
  );

  it('has failed transactions, relayed trades, routes, mints and the multiplier of a dividend', () => {
    const { chain } = market.solana;
    const some = Array.from({ length: 4000 }, (_, step) => chain.transaction(step * 3 + 500));
    expect(some.filter(({ meta }) => meta!.err !== null).length).toBeGreaterThan(50);
    expect(some.filter(({ transaction }) => transaction.signatures.length === 2).length).toBeGreaterThan(50);
    expect(some.filter(({ version }) => version === 0).length).toBeGreaterThan(500);
    const jpm = market.solana.tickers.get('JPMx')!.token.address;
    const named = Array.from(chain.ordinalsOf(jpm, false), (ordinal) => chain.transaction(ordinal));
    const logs = named.flatMap(({ meta }) => meta!.logMessages ?? []);
    expect(logs.filter((line) => line === 'Program log: Instruction: UpdateMultiplier')).toHaveLength(1);
    expect(logs).toContain('Program log: Instruction: MintTo');
  });
});

/** Rebuilds a pool from its transactions alone, checking each swap's event against the curve and each vault's balance chain. */
function replaySolanaPool(chain: SolanaChain, { address, curve: last }: MarketPool) {
  let curve: ConcentratedPool = { ...concentrated(last), ticks: [], liquidity: 0n };
  const vaults = new Map<string, string>();
  let fills = 0;
  for (const ordinal of Array.from(chain.ordinalsOf(address, false))) {
    const transaction = chain.transaction(ordinal);
    if (transaction.meta!.err !== null) continue;
    checkVaults(transaction, address, vaults);
    for (const event of eventsOf(transaction)) {
      const kind = event.toString('hex', 0, 8);
      if (kind === '195e4b2f7063353f') curve = { ...curve, sqrtPrice: u128(event, 106), tick: event.readInt32LE(122) };
      if (pubkey(event, 8) !== address) continue;
      if (kind === '641e57f9c4df9ace') {
        curve = applyLiquidity(curve, event.readInt32LE(104), event.readInt32LE(108), u128(event, 112));
      }
      if (kind !== '40c6cde8260871e2') continue;
      fills += 1;
      const sell = event[168] === 1 ? 0 : 1;
      const amounts = [event.readBigUInt64LE(136), event.readBigUInt64LE(152)] as const;
      const quote = swapConcentrated(curve, { sell, exactIn: amounts[sell] });
      curve = { ...curve, sqrtPrice: quote.sqrtPriceAfter, tick: quote.tickAfter, liquidity: quote.liquidityAfter };
      const stated = [u128(event, 169), u128(event, 185), event.readInt32LE(201), amounts[1 - sell]];
      expect(stated).toEqual([curve.sqrtPrice, curve.liquidity, curve.tick, quote.amountOut]);
    }
  }
  return { curve, fills, vaults: [...vaults.values()] };
}

function checkVaults({ meta, transaction, slot }: SolanaTransaction, owner: string, vaults: Map<string, string>): void {
  const { writable, readonly } = meta!.loadedAddresses!;
  const keys = [...transaction.message.accountKeys, ...writable, ...readonly];
  const owned = (balances: NonNullable<typeof meta>['preTokenBalances']) =>
    balances!.filter((each) => each.owner === owner);
  for (const { accountIndex, uiTokenAmount } of owned(meta!.preTokenBalances)) {
    const known = vaults.get(keys[accountIndex]!) ?? '0';
    if (known !== uiTokenAmount.amount) expect.fail(`vault ${keys[accountIndex]} jumps in slot ${slot}`);
  }
  for (const { accountIndex, uiTokenAmount } of owned(meta!.postTokenBalances)) {
    if (uiTokenAmount.amount.startsWith('-')) expect.fail(`vault ${keys[accountIndex]} is negative in slot ${slot}`);
    vaults.set(keys[accountIndex]!, uiTokenAmount.amount);
  }
}

const DATA = 'Program data: ';

function eventsOf({ meta }: SolanaTransaction): Buffer[] {
  const lines = meta!.logMessages!.filter((line) => line.startsWith(DATA));
  return lines.map((line) => Buffer.from(line.slice(DATA.length), 'base64'));
}

function u128(bytes: Buffer, at: number): bigint {
  return bytes.readBigUInt64LE(at) | (bytes.readBigUInt64LE(at + 8) << 64n);
}

function pubkey(bytes: Buffer, at: number): string {
  return base58.encode(bytes.subarray(at, at + 32));
}

describe.each(['arbitrum', 'base', 'robinhood'] as const)('the launch week on %s', (name) => {
  it('emits what the curves give, in every pool', () => {
    const week = market[name];
    const curves = replayEvmPools(week);
    // Three more are strangers', in which nobody trades.
    expect(curves.size).toBe(week.pools.length + 3);
    for (const pool of week.pools) expect(curves.get(pool.address), pool.address).toEqual(pool.curve);
  });

  it('never lets a holder go below zero in a stock token, and pools hold their reserves', () => {
    const week = market[name];
    const stocks = new Set([...week.tickers.values()].map(({ token }) => token.address));
    const balances = new Map<string, bigint>();
    for (const log of logsOf(week)) {
      if (log.topics[0] !== TRANSFER || !stocks.has(log.address)) continue;
      const [from, to] = [log.topics[1]!.slice(26), log.topics[2]!.slice(26)];
      const value = BigInt(log.data);
      const left = (balances.get(from + log.address) ?? 0n) - value;
      if (left < 0n && BigInt(`0x${from}`) !== 0n) expect.fail(`0x${from} sends more ${log.address} than it has`);
      balances.set(from + log.address, left);
      balances.set(to + log.address, (balances.get(to + log.address) ?? 0n) + value);
    }
    // One contract may hold the reserves of many pools.
    const held = new Map<string, bigint>();
    const key = (pool: MarketPool, { address }: MarketToken): string => week.vaultOf(pool).slice(2) + address;
    for (const pool of week.pools) {
      const { token0, token1, reserve0, reserve1 } = pool;
      const [stock, reserve] = token0.kind === 'stock' ? [token0, reserve0] : [token1, reserve1];
      if (stock.kind === 'stock') held.set(key(pool, stock), (held.get(key(pool, stock)) ?? 0n) + reserve);
    }
    expect(held.size).toBeGreaterThan(5);
    for (const [vaultAndToken, reserves] of held) expect(balances.get(vaultAndToken) ?? 0n).toBe(reserves);
  });

  it('has the planned counts', () => {
    const books = [...market[name].ledger.days.values()];
    expect(books.map(({ trades }) => trades)).toEqual([420, 980, 1150, 880, 520, 300, 290]);
    expect(books[0]!.newTraders.size).toBe(210);
  });
});

const TRANSFER = eventTopic('Transfer(address,address,uint256)');
const POOL_CREATED = eventTopic('PoolCreated(address,address,uint24,int24,address)');
const SLIPSTREAM_CREATED = eventTopic('PoolCreated(address,address,int24,address)');
const INITIALIZE = eventTopic('Initialize(uint160,int24)');
const MINT = eventTopic('Mint(address,address,int24,int24,uint128,uint256,uint256)');
const SWAP = eventTopic('Swap(address,address,int256,int256,uint160,uint128,int24)');
const V4_INITIALIZE = eventTopic('Initialize(bytes32,address,address,uint24,int24,address,uint160,int24)');
const V4_MODIFY = eventTopic('ModifyLiquidity(bytes32,address,int24,int24,int256,bytes32)');
const V4_SWAP = eventTopic('Swap(bytes32,address,int128,int128,uint160,uint128,int24,uint24)');

function* logsOf({ chain }: EvmWeek): Generator<EvmLog> {
  for (let height = chain.firstBlock; height <= chain.headBlock; height++) {
    for (const { logs } of chain.block(height)!.transactions) yield* logs;
  }
}

/** Rebuilds every pool from the logs alone, and checks that each swap states what the curve gives. */
function replayEvmPools(week: EvmWeek): Map<string, ConcentratedPool> {
  const fees = new Map(week.pools.map(({ address, curve }) => [address, concentrated(curve).feePips]));
  const curves = new Map<string, ConcentratedPool>();
  const start = { sqrtPrice: 0n, liquidity: 0n, tick: 0, ticks: [], resolution: 96 as const };
  const word = (log: EvmLog, at: number): bigint => BigInt(`0x${log.data.slice(2 + 64 * at, 66 + 64 * at)}`);
  const signed = (log: EvmLog, at: number): bigint => BigInt.asIntN(256, word(log, at));
  const swapped = (id: string, received: readonly [bigint, bigint], after: readonly [bigint, bigint, bigint]): void => {
    const curve = curves.get(id)!;
    const sell = received[0] > 0n ? 0 : 1;
    const quote = swapConcentrated(curve, { sell, exactIn: received[sell] });
    const { sqrtPriceAfter, tickAfter, liquidityAfter, amountOut } = quote;
    expect([...after, -received[1 - sell]!]).toEqual([sqrtPriceAfter, liquidityAfter, BigInt(tickAfter), amountOut]);
    curves.set(id, { ...curve, sqrtPrice: sqrtPriceAfter, tick: tickAfter, liquidity: liquidityAfter });
  };
  for (const log of logsOf(week)) {
    const [kind, id] = log.topics as [string, string];
    if (kind === POOL_CREATED) {
      const terms = { feePips: Number(log.topics[3]), tickSpacing: Number(word(log, 0)) };
      curves.set(`0x${log.data.slice(-40)}`, { ...start, ...terms });
    } else if (kind === SLIPSTREAM_CREATED) {
      const address = `0x${log.data.slice(-40)}`;
      curves.set(address, { ...start, feePips: fees.get(address)!, tickSpacing: Number(log.topics[3]) });
    } else if (kind === INITIALIZE) {
      const [sqrtPrice, tick] = [word(log, 0), Number(signed(log, 1))];
      curves.set(log.address, { ...curves.get(log.address)!, sqrtPrice, tick });
    } else if (kind === MINT) {
      const [lower, upper] = [log.topics[2]!, log.topics[3]!].map((each) => Number(BigInt.asIntN(256, BigInt(each))));
      curves.set(log.address, applyLiquidity(curves.get(log.address)!, lower!, upper!, word(log, 1)));
    } else if (kind === SWAP) {
      swapped(log.address, [signed(log, 0), signed(log, 1)], [word(log, 2), word(log, 3), signed(log, 4)]);
    } else if (kind === V4_INITIALIZE) {
      const [feePips, tickSpacing, sqrtPrice, tick] = [word(log, 0), word(log, 1), word(log, 3), signed(log, 4)];
      const terms = { feePips: Number(feePips), tickSpacing: Number(tickSpacing) };
      curves.set(id, { ...start, ...terms, sqrtPrice, tick: Number(tick) });
    } else if (kind === V4_MODIFY) {
      const [lower, upper] = [Number(signed(log, 0)), Number(signed(log, 1))];
      curves.set(id, applyLiquidity(curves.get(id)!, lower, upper, signed(log, 2)));
    } else if (kind === V4_SWAP) {
      // Stated as the swapper sees it.
      swapped(id, [-signed(log, 0), -signed(log, 1)], [word(log, 2), word(log, 3), signed(log, 4)]);
    }
  }
  return curves;
}

describe('units of the launch week', () => {
  const MULTIPLIER_UPDATED = eventTopic('MultiplierUpdated(uint256)');
  const TRANSFER_SHARES = eventTopic('TransferShares(address,address,uint256)');
  const DEPOSIT = eventTopic('Deposit(address,address,uint256,uint256)');
  const words = ({ data }: EvmLog): bigint[] =>
    data
      .slice(2)
      .match(/.{64}/g)!
      .map((word) => BigInt(`0x${word}`));

  it('state fewer shares than tokens once a rebasing token has grown', () => {
    const logs = [...logsOf(market.arbitrum)];
    const grown = logs.findIndex(({ topics }) => topics[0] === MULTIPLIER_UPDATED);
    const [token, multiplier] = [logs[grown]!.address, words(logs[grown]!)[0]!];
    const after = logs.slice(grown).filter((log) => log.address === token);
    const [moved, shares] = [TRANSFER, TRANSFER_SHARES].map((kind) => after.find(({ topics }) => topics[0] === kind)!);
    expect(multiplier).toBe(1_007_200_000_000_000_000n);
    expect(words(shares!)[0]).toBe((words(moved!)[0]! * 10n ** 18n) / multiplier);
  });

  it('show at the next deposit that a share of a wrapper is worth more than before', () => {
    const deposits = [...logsOf(market.base)].filter(({ topics }) => topics[0] === DEPOSIT);
    const rates = deposits.map((log) => (words(log)[0]! * 10_000n) / words(log)[1]!);
    expect(rates).toEqual([10_000n, 10_000n, 10_025n]);
  });
});

describe('feeds of the launch week on Base', () => {
  const ANSWERED = eventTopic('AnswerUpdated(int256,uint256,uint256)');
  /** `phaseAggregators(1)` of a proxy. */
  const PHASE_ONE = `0xc1597304${'1'.padStart(64, '0')}`;

  function answers(): Map<string, { time: number; usd: number }[]> {
    const { chain } = market.base;
    const found = new Map<string, { time: number; usd: number }[]>();
    for (let height = chain.firstBlock; height <= chain.headBlock; height++) {
      const { timestamp, transactions } = chain.block(height)!;
      for (const { address, topics } of transactions.flatMap(({ logs }) => logs)) {
        if (topics[0] !== ANSWERED) continue;
        found.set(address, [...(found.get(address) ?? []), { time: timestamp, usd: Number(BigInt(topics[1]!)) / 1e8 }]);
      }
    }
    return found;
  }

  it('answer every few minutes while New York trades, stand still at night and on the holiday', () => {
    const all = [...answers().values()];
    const stocks = all.filter((each) => each.length > 200);
    expect(all.length - stocks.length).toBe(1);
    expect(stocks.length).toBeGreaterThanOrEqual(8);
    for (const each of stocks) {
      // Three whole days and the half-day before Independence Day.
      expect(each).toHaveLength(3 * 78 + 42);
      for (const { time } of each) expect(isMarketOpen(time)).toBe(true);
      expect(each.every(({ usd }) => usd > 0)).toBe(true);
    }
  });

  it('lie on both sides of what the pools say while New York trades', () => {
    const { chain, pools } = market.base;
    const printed = new Map<string, number>();
    const premiums: number[] = [];
    for (let height = chain.firstBlock; height <= chain.headBlock; height++) {
      const { timestamp, transactions } = chain.block(height)!;
      for (const { address, topics, data } of transactions.flatMap(({ logs }) => logs)) {
        if (topics[0] === ANSWERED) printed.set(address, Number(BigInt(topics[1]!)) / 1e8);
        const pool = pools.find((each) => each.address === address);
        if (topics[0] !== SWAP || pool === undefined || !isMarketOpen(timestamp)) continue;
        const [stock, quote] = pool.token0.kind === 'stock' ? [pool.token0, pool.token1] : [pool.token1, pool.token0];
        const proxy = findToken('base', stock.address)?.token.feed;
        const reference = proxy && printed.get(`0x${chain.call!(proxy, PHASE_ONE).slice(26)}`);
        if (!reference || quote.symbol !== 'USDC') continue;
        const rawPrice = (Number(BigInt(`0x${data.slice(2 + 64 * 2, 2 + 64 * 3)}`)) / 2 ** 96) ** 2;
        const price = (stock === pool.token0 ? rawPrice : 1 / rawPrice) * 10 ** (stock.decimals - quote.decimals);
        premiums.push(price / reference - 1);
      }
    }
    expect(premiums.length).toBeGreaterThan(500);
    const above = premiums.filter((premium) => premium > 0).length / premiums.length;
    expect(above).toBeGreaterThan(0.25);
    expect(above).toBeLessThan(0.75);
  });

  it('stand behind the proxies that the registry names, and behind nothing else', () => {
    const { call } = market.base.chain;
    const known = answers();
    for (const { token } of market.base.tickers.values()) {
      const proxy = findToken('base', token.address)!.token.feed;
      if (proxy !== null) expect(known.has(`0x${call!(proxy, PHASE_ONE).slice(26)}`)).toBe(true);
    }
    expect(call!(ZERO_ADDRESS, PHASE_ONE)).toBe('0x');
  });
});
