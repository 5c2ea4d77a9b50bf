// Made-up answers for tests of the pages; never shown to a reader.

export const HOSTILE = {
  symbol: '<img src=x onerror=alert(1)>',
  name: '{{7*7}}"\'><script>document.title="owned"</script>\u202egnp.exe',
  explorerUrl: 'javascript:alert(1)',
};

export const DAYS = Array.from({ length: 7 }, (_, index) =>
  new Date(Date.UTC(2025, 5, 30 + index)).toISOString().slice(0, 10),
);
const DAY_WEIGHT = [1.34, 6.64, 8.55, 3.81, 2.2, 1.1, 0.9];
const DELTAS = ['0.001', '0.005', '0.01', '0.02', '0.05', '0.1'];
const SIZES = [100, 1_000, 10_000, 50_000, 100_000];

const NAMES = [
  ['TSLAx', 'Tesla xStock', 'TSLA'],
  ['SPYx', 'SP500 xStock', 'SPY'],
  ['CRCLx', 'Circle xStock', 'CRCL'],
  ['NVDAx', 'NVIDIA xStock', 'NVDA'],
  ['MSTRx', 'MicroStrategy xStock', 'MSTR'],
  ['AAPLx', 'Apple xStock', 'AAPL'],
  ['COINx', 'Coinbase xStock', 'COIN'],
  ['GOOGLx', 'Alphabet xStock', 'GOOGL'],
  ['QQQx', 'Nasdaq xStock', 'QQQ'],
  ['METAx', 'Meta xStock', 'META'],
  ['HOODx', 'Robinhood xStock', 'HOOD'],
  ['AMZNx', 'Amazon xStock', 'AMZN'],
  ['GMEx', 'GameStop xStock', 'GME'],
  ['KOx', 'Coca-Cola xStock', 'KO'],
  [HOSTILE.symbol, HOSTILE.name, 'PFE'],
  ['LINx', 'Linde xStock', 'LIN'],
] as const;

const usd = (value: number) => value.toFixed(2);

/** Figures of ticker `rank` on day `index`; volume falls by rank, and the tail does not trade every day. */
function day(rank: number, index: number) {
  const share = rank > 11 && index % 2 ? 0 : 0.32 * 0.68 ** rank;
  const volume = DAY_WEIGHT[index]! * 1e6 * share;
  const trades = Math.floor(volume / (300 + rank * 40));
  const traders = Math.ceil(trades * 0.41);
  const newTraders = index === 0 ? traders : Math.floor(traders * 0.6);
  return {
    day: DAYS[index]!,
    volumeUsd: usd(volume),
    trades,
    fills: Math.floor(trades * 1.24),
    transactions: trades,
    traders,
    newTraders,
    returningTraders: traders - newTraders,
    adjustedVolumeUsd: usd(volume * 0.9),
    buyUsd: usd(volume * 0.55),
    sellUsd: usd(volume * 0.45),
  };
}

export type MockDay = ReturnType<typeof day>;

function totalDay(index: number): MockDay {
  const all = NAMES.map((_, rank) => day(rank, index));
  const add = (key: 'trades' | 'fills' | 'transactions' | 'traders' | 'newTraders' | 'returningTraders') =>
    all.reduce((total, point) => total + point[key], 0);
  const money = (key: 'volumeUsd' | 'adjustedVolumeUsd' | 'buyUsd' | 'sellUsd') =>
    usd(all.reduce((total, point) => total + Number(point[key]), 0));
  return {
    day: DAYS[index]!,
    volumeUsd: money('volumeUsd'),
    adjustedVolumeUsd: money('adjustedVolumeUsd'),
    buyUsd: money('buyUsd'),
    sellUsd: money('sellUsd'),
    trades: add('trades'),
    fills: add('fills'),
    transactions: add('transactions'),
    traders: add('traders'),
    newTraders: add('newTraders'),
    returningTraders: add('returningTraders'),
  };
}

export function statsOf(daily: MockDay[]) {
  const add = (key: 'trades' | 'fills' | 'transactions' | 'traders' | 'newTraders') =>
    daily.reduce((total, point) => total + point[key], 0);
  const volume = daily.reduce((total, point) => total + Number(point.volumeUsd), 0);
  const trades = add('trades');
  return {
    volumeUsd: usd(volume),
    adjustedVolumeUsd: usd(volume * 0.9),
    buyUsd: usd(volume * 0.55),
    sellUsd: usd(volume * 0.45),
    trades,
    fills: add('fills'),
    transactions: trades,
    passthroughs: Math.floor(trades * 0.03),
    buys: Math.floor(trades * 0.57),
    sells: trades - Math.floor(trades * 0.57),
    traders: Math.ceil(add('traders') * 0.8),
    newTraders: add('newTraders'),
    unpricedShare: trades > 0 ? '0.0021' : null,
    averageTradeUsd: trades > 0 ? usd(volume / trades) : null,
    returningTraders: Math.max(0, Math.ceil(add('traders') * 0.8) - add('newTraders')),
    medianTradeUsd: trades > 0 ? usd((volume / trades) * 0.4) : null,
    netFlowUsd: usd(volume * 0.1),
    meanTvlUsd: usd(volume * 0.3),
    turnover: volume > 0 ? '3.333333' : null,
  };
}

/** The curve of a pool that holds about `tvl` USD; null slippage where a size is more than half of it. */
export function liquidityOf(tvl: number) {
  const fillable = tvl * 0.45;
  const slippage = (size: number, factor: number) =>
    size > fillable ? null : ((size / (tvl * 1.1)) * factor).toFixed(6);
  return {
    at: '2025-07-06T23:59:58Z',
    midUsd: tvl > 0 ? '312.447310' : null,
    tvlUsd: usd(tvl),
    activeLiquidity: String(Math.floor(tvl * 1e6)),
    depth: DELTAS.map((delta) => ({
      delta,
      askUsd: usd(tvl * 0.4 * (1 - Math.exp(-Number(delta) * 22))),
      bidUsd: usd(tvl * 0.45 * (1 - Math.exp(-Number(delta) * 18))),
    })),
    slippage: SIZES.map((sizeUsd) => {
      const [buy, sell] = [slippage(sizeUsd, 1.08), slippage(sizeUsd, 0.94)];
      const impact = (share: string | null) => share && (Number(share) * 0.8).toFixed(6);
      return { sizeUsd, buy, sell, buyImpact: impact(buy), sellImpact: impact(sell) };
    }),
    buyFillableUsd: usd(fillable),
    sellFillableUsd: usd(fillable * 1.07),
  };
}

export const daily = DAYS.map((_, index) => totalDay(index));
export const tickers = NAMES.map(([symbol, name, underlying], rank) => ({
  rank,
  id: rank === 14 ? 'xstocks:hostile' : `xstocks:${symbol}`,
  symbol: symbol as string,
  name: name as string,
  underlying: underlying as string,
  daily: DAYS.map((_, index) => day(rank, index)),
}));
export type MockTicker = (typeof tickers)[number];

/** The ticker whose only pool trades by a curve that nobody knows. */
const UNKNOWN_CURVE = 'LINx';

/** Three pools for the head, two for the middle, one for the tail; the last of each of the tail is dead. */
export const pools = tickers.flatMap((ticker) =>
  Array.from({ length: ticker.rank < 3 ? 3 : ticker.rank < 9 ? 2 : 1 }, (_, index) => {
    const tvl = ticker.rank > 11 || index === 2 ? 0 : (2_400_000 * 0.6 ** ticker.rank) / (index * 9 + 1);
    const curveKnown = ticker.symbol !== UNKNOWN_CURVE;
    const trades = tvl === 0 ? (curveKnown ? 0 : 12) : Math.floor(statsOf(ticker.daily).trades / (index * 30 + 1.1));
    return {
      ticker,
      address: `Pool${ticker.rank}${index}${'Hv7kQ2mZt9RbXw4LcNyFj6Ps8DgAe3'.slice(ticker.rank)}`,
      tvl,
      trades,
      curveKnown,
      state: !curveKnown
        ? 'QUIET'
        : tvl === 0
          ? 'ZERO_LIQUIDITY'
          : tvl < 1_000
            ? 'DUST'
            : trades < 20
              ? 'QUIET'
              : 'ACTIVE',
      venue: curveKnown ? (['Raydium CLMM', 'Orca Whirlpool', 'Meteora DLMM'] as const)[index]! : 'Curve',
    };
  }),
);
export type MockPool = (typeof pools)[number];
