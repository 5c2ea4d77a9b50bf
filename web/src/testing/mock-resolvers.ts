import { metrics } from '@tokentape/core/metrics/metrics.ts';
import { GraphQLError } from 'graphql';
import { combinedOf } from './mock-combined.ts';
import { definitionsOf, retentionOf } from './mock-definitions.ts';
import { impostors } from './mock-impostors.ts';
import { mockLaunchReport } from './mock-launch.ts';
import {
  DAYS,
  daily,
  HOSTILE,
  liquidityOf,
  type MockPool,
  type MockTicker,
  pools,
  statsOf,
  tickers,
} from './mock-market.ts';
import { issuerSuppliesOf, ownershipOf } from './mock-ownership.ts';
import { againstReference, liquidityHistory, measured, weekends } from './mock-quality.ts';
import { concentrationOf, sessionsOf } from './mock-structure.ts';
import { scopeWashOf, washOf, washRules } from './mock-wash.ts';

interface Window {
  from?: string;
  to?: string;
}

const inside =
  ({ from = DAYS[0]!, to = DAYS.at(-1)! }: Window) =>
  ({ day }: { day: string }) =>
    day >= from && day <= to;

function page<Node>(all: Node[], { first, after }: { first: number; after?: string }) {
  const start = after ? Number(after) : 0;
  const nodes = all.slice(start, start + first);
  const end = start + nodes.length;
  return { nodes, totalCount: all.length, pageInfo: { hasNextPage: end < all.length, endCursor: String(end) } };
}

const token = (symbol: string, hostile = false) => ({
  id: `solana:${symbol}`,
  chain: 'solana',
  address: `Mint${'7kQ2mZt9RbXw4LcNyFj6Ps8DgAe3Hv5Yd'}`,
  symbol,
  decimals: symbol === 'USDC' ? 6 : 8,
  unitRule: symbol === 'USDC' ? 'plain' : 'raw-stable',
  multiplier: symbol === 'USDC' ? null : '1',
  explorerUrl: hostile ? HOSTILE.explorerUrl : 'https://solscan.io/token/x',
});

const isHostile = (ticker: MockTicker) => ticker.symbol === HOSTILE.symbol;

function ticker(source: MockTicker, window: Window): object {
  const own = source.daily.filter(inside(window));
  const all = daily.filter(inside(window)).reduce((total, { volumeUsd }) => total + Number(volumeUsd), 0);
  const stats = statsOf(own);
  const mine = pools.filter((entry) => entry.ticker === source);
  return {
    ...source,
    issuer: { id: 'xstocks', name: 'xStocks', status: 'live' },
    tokens: [token(source.symbol, isHostile(source))],
    stats,
    daily: own,
    quality: measured,
    againstReference: source.underlying === 'SPY' ? null : againstReference,
    weekends: source.underlying === 'SPY' ? null : weekends,
    volumeShare: all > 0 ? (Number(stats.volumeUsd) / all).toFixed(6) : null,
    pools: () => mine.map((entry) => pool(entry)),
    ...ownershipOf(own),
    liquidity: {
      tvlUsd: mine.reduce((total, { tvl }) => total + tvl, 0).toFixed(2),
      bestPool: () => (mine[0] && mine[0].tvl > 0 ? pool(mine[0]) : null),
      combined: () => combinedOf(mine),
      history: (asked: Required<Window>) => liquidityHistory(Math.max(0, ...mine.map(({ tvl }) => tvl)), asked),
      pools: mine.length,
      deadPools: mine.filter(({ state }) => state === 'ZERO_LIQUIDITY').length,
    },
  };
}

type AskedPools = Paged & Window & { state?: string; chain?: string; orderBy: string };

function pool(source: MockPool): object {
  return {
    id: `solana:${source.address}`,
    chain: 'solana',
    address: source.address,
    dex: source.venue.toLowerCase().replace(' ', '-'),
    dexName: source.venue,
    explorerUrl: isHostile(source.ticker) ? HOSTILE.explorerUrl : 'https://solscan.io/account/x',
    token0: token(source.ticker.symbol),
    token1: token('USDC'),
    asset: () => ticker(source.ticker, {}),
    stockSide: 0,
    curve: source.curveKnown ? 'concentrated' : 'unknown',
    feePips: source.venue === 'Meteora DLMM' ? null : 2_500,
    birthTime: '2025-06-30T09:12:44Z',
    lastTradeTime: source.trades > 0 ? '2025-07-06T23:41:07Z' : null,
    state: source.state,
    volumeUsd: (source.trades * 370).toFixed(2),
    adjustedVolumeUsd: washOf(source).adjustedUsd,
    trades: source.trades,
    fills: source.trades,
    liquidity: source.curveKnown ? liquidityOf(source.tvl) : null,
    wash: washOf(source),
    quality: measured,
  };
}

function fill(source: MockPool, index: number): object {
  const unpriced = index % 17 === 5;
  return {
    id: `solana:35000${1000 - index}:3:0`,
    chain: 'solana',
    block: String(350_001_000 - index),
    txIndex: 3,
    index: 0,
    blockTime: new Date(Date.UTC(2025, 6, 6, 23, 59, 0) - index * 47_000).toISOString(),
    txId: `5Tx${index}kQ2mZt9RbXw4LcNyFj6Ps8DgAe3Hv5Yd7kQ2mZt9RbXw4LcNyFj6`,
    explorerUrl: isHostile(source.ticker) ? HOSTILE.explorerUrl : 'https://solscan.io/tx/x',
    pool: () => pool(source),
    trader: `Trader${index % 9}kQ2mZt9RbXw4LcNyFj6Ps8DgAe3`,
    signer: 'S',
    feePayer: 'S',
    side: index % 3 ? 'BUY' : 'SELL',
    soldToken: token('USDC'),
    soldRaw: '20000000',
    boughtToken: token(source.ticker.symbol),
    boughtRaw: '4466643',
    shares: '0.04466643',
    amountUsd: unpriced ? null : (20 + index * 3.7).toFixed(2),
    priceUsd: unpriced ? null : '447.763208',
    priceSource: unpriced ? null : 'usd-peg',
    unpricedReason: unpriced ? 'stale' : null,
    priceImpact: index % 7 === 3 ? null : '0.00042',
    flags: [],
  };
}

const matches = (search: string | undefined, ...texts: string[]) =>
  !search || texts.some((text) => text.toLowerCase().includes(search.toLowerCase()));

type Paged = Window & { first: number; after?: string; search?: string };

/** Root values for graphql-js over the public schema. */
export const mockResolvers = {
  status: {
    simulated: true,
    label: 'simulated, calibrated to published figures',
    asOf: '2025-07-06T23:59:58Z',
    firstDay: DAYS[0],
    lastDay: DAYS.at(-1),
    chains: ['Solana', 'Arbitrum One', 'Base', 'Robinhood Chain'].map((name, index) => ({
      id: name.toLowerCase().split(' ')[0],
      name,
      indexedBlock: String([350_001_000, 354_000_222, 32_600_111, 1_005_572][index]),
      indexedTime: '2025-07-06T23:59:58Z',
      finalizedBlock: String([350_001_004, 354_000_222, 32_600_111, 1_005_600][index]),
      lagSeconds: [2, 0, null, 93_784][index],
      fills: String([41_233, 812, 344, 97][index]),
      failedTransactions: String([1_204, 3, 1, 0][index]),
      unrecognised: String([2, 0, 0, 0][index]),
    })),
  },
  totals: (window: Window) => statsOf(daily.filter(inside(window))),
  daily: (window: Window) => daily.filter(inside(window)),
  issuerSupplies: () => issuerSuppliesOf(),
  concentration: (window: Window) => concentrationOf(daily.filter(inside(window))),
  sessions: (window: Window) => sessionsOf(daily.filter(inside(window))),
  tickers: ({ search, ...paged }: Paged) => {
    const found = page(
      tickers.filter(({ symbol, name, underlying }) => matches(search, symbol, name, underlying)),
      paged,
    );
    return { ...found, nodes: found.nodes.map((node) => ticker(node, paged)) };
  },
  ticker: ({ id, ...window }: Window & { id: string }) => {
    const found = tickers.find((entry) => entry.id === id || entry.symbol === id);
    return found ? ticker(found, window) : null;
  },
  pools: ({ state, chain, search, orderBy, ...paged }: AskedPools) => {
    // As the API answers days that lie before the indexed ones, of which the page keeps the first.
    if (paged.from && paged.to && paged.from > paged.to) {
      throw new GraphQLError('from must not be after to.', { extensions: { code: 'BAD_ARGUMENT' } });
    }
    const order = (entry: MockPool) => (orderBy === 'VOLUME' || orderBy === 'TRADES' ? entry.trades : entry.tvl);
    const found = page(
      pools
        .filter((entry) => (!state || entry.state === state) && (!chain || chain === 'solana'))
        .filter((entry) => matches(search, entry.ticker.symbol, entry.venue, entry.address))
        .sort((a, b) => order(b) - order(a)),
      paged,
    );
    return { ...found, nodes: found.nodes.map((node) => pool(node)) };
  },
  pool: ({ id }: { id: string }) => {
    const found = pools.find(({ address }) => id === `solana:${address}`);
    return found ? pool(found) : null;
  },
  fills: ({ asset, pool: id, ...paged }: Paged & { asset?: string; pool?: string }) => {
    const source = pools.find((entry) => entry.ticker.id === asset || `solana:${entry.address}` === id) ?? pools[0]!;
    const found = page(
      Array.from({ length: Math.min(source.trades, 60) }, (_, index) => index),
      paged,
    );
    return { ...found, nodes: found.nodes.map((index) => fill(source, index)) };
  },
  depthHistory: ({ pool: id, from, to }: Required<Window> & { pool: string }) => {
    const source = pools.find(({ address }) => id === `solana:${address}`);
    if (!source?.curveKnown) return [];
    return DAYS.filter((day) => day >= from && day <= to).flatMap((day, index) =>
      Array.from({ length: 24 }, (_, hour) => ({
        hour: `${day}T${String(hour).padStart(2, '0')}:00:00Z`,
        ...liquidityOf(source.tvl * (0.6 + 0.4 * Math.sin((index * 24 + hour) / 19) ** 2)),
      })),
    );
  },
  liquidityAt: ({ pool: id, at }: { pool: string; at: string }) => {
    const source = pools.find(({ address }) => id === `solana:${address}`);
    return source && at >= '2025-06-30T09:12:44Z' ? { ...liquidityOf(source.tvl * 0.7), at } : null;
  },
  definitions: (window: Window) => ({ ...definitionsOf(daily.filter(inside(window))) }),
  retention: () => retentionOf(900),
  wash: ({ asset }: { asset?: string }) => scopeWashOf(pools.filter(({ ticker }) => !asset || ticker.id === asset)),
  impostors: ({ chain, ...paged }: Paged & { chain?: string }) =>
    page(
      impostors.filter((each) => !chain || each.chain === chain),
      paged,
    ),
  washRules,
  launchReport: () => mockLaunchReport((source) => ticker(source, {})),
  metrics: metrics.map((metric) => ({
    id: metric.id,
    unit: metric.unit,
    labelEn: metric.label.en,
    labelZhHant: metric.label['zh-Hant'],
    labelZhHans: metric.label['zh-Hans'],
    methodEn: metric.method.en,
    methodZhHant: metric.method['zh-Hant'],
    methodZhHans: metric.method['zh-Hans'],
    nullRule: metric.nullRule.en,
  })),
  exports: ({ first }: { first: number }) =>
    DAYS.toReversed()
      .flatMap((day) => ['daily-per-ticker', 'fills'].map((dataset) => ({ dataset, day })))
      .slice(0, first)
      .map(({ dataset, day }) => ({
        dataset,
        day,
        version: 1,
        path: `${day}/${dataset}.csv`,
        rows: '41233',
        bytes: '5120331',
        sha256: 'ab'.repeat(32),
        publishedAt: `${day}T23:59:59Z`,
        simulated: true,
      })),
};
