import { HOUR, SETUP_START } from '../calendar.ts';
import type { DayTarget } from '../launch-week.ts';
import type { EvmVenue } from '../pool.ts';
import type { Periphery } from './venue-logs.ts';

export interface EvmPoolSpec {
  venue: EvmVenue;
  issuer: string;
  underlying: string;
  quote: string;
  feePips: 500 | 3000 | 10_000;
  tvlUsd: number;
  /** Hours after the setup day began. */
  opensAfterHours: number;
  fate: 'traded' | 'unfunded';
  /** Weight in the day's volume. */
  weight: number;
}

export type EvmSampleChain = 'arbitrum' | 'base' | 'robinhood';

export interface EvmMarket {
  chain: EvmSampleChain;
  /** Near the chain's height on 2025-06-29; from here on heights count the sample's own blocks. */
  firstBlock: number;
  peripheries: readonly (readonly [EvmVenue, Periphery])[];
  /** Symbols of the dollar coin and of the native coin's token that pools quote in. */
  quotes: { dollar: string; native: string };
  /** Where the native coin trades against the dollar. */
  nativeVenue: EvmVenue;
  pools: readonly EvmPoolSpec[];
  days: readonly DayTarget[];
}

const NOTHING = { volume: false, traders: false, newTraders: false, trades: false };
const TRADES = [420, 980, 1150, 880, 520, 300, 290];
const TRADERS = [210, 430, 480, 380, 260, 160, 150];
const NEW_TRADERS = [210, 330, 260, 150, 80, 40, 35];
const VOLUMES = [120_000, 310_000, 385_000, 262_000, 118_000, 57_000, 52_000];

/** Nothing was published of these chains: a small market next to Solana's. */
function days(scale: number): DayTarget[] {
  return TRADES.map((trades, day) => ({
    volumeUsd: VOLUMES[day]! * scale,
    traders: TRADERS[day]!,
    newTraders: NEW_TRADERS[day]!,
    trades,
    tickers: {},
    published: NOTHING,
  }));
}

function pool(
  issuer: string,
  underlying: string,
  quote: string,
  feePips: EvmPoolSpec['feePips'],
  tvlUsd: number,
  weight: number,
  opensAfterHours = 9,
): Omit<EvmPoolSpec, 'venue'> {
  const fate = weight > 0 ? 'traded' : 'unfunded';
  return { issuer, underlying, quote, feePips, tvlUsd, weight, opensAfterHours, fate };
}

function on(venue: EvmVenue, specs: readonly Omit<EvmPoolSpec, 'venue'>[]): EvmPoolSpec[] {
  return specs.map((spec) => ({ ...spec, venue }));
}

const via = (venue: EvmVenue, router: string, positions: string): [EvmVenue, Periphery] => [
  venue,
  { router, positions },
];

/**
 * Routers and position managers of Uniswap: Uniswap/contracts, deployments of the chain; of Slipstream: the deployment
 * list of velodrome-finance/slipstream. Robinhood Chain is younger than the launch week: there the sample is a what-if.
 */
export const EVM_MARKETS: readonly EvmMarket[] = [
  {
    chain: 'arbitrum',
    firstBlock: 352_400_000,
    peripheries: [
      via('uniswap-v3', '0x68b3465833fb72a70ecdf485e0e4c7bd8665fc45', '0xc36442b4a4522e871399cd717abdd847ab11fe88'),
    ],
    quotes: { dollar: 'USDC', native: 'WETH' },
    nativeVenue: 'uniswap-v3',
    days: days(1),
    pools: on('uniswap-v3', [
      pool('xstocks', 'TSLA', 'USDC', 3000, 180_000, 30),
      pool('xstocks', 'SPY', 'USDC', 500, 220_000, 24),
      pool('xstocks', 'NVDA', 'USDC', 3000, 90_000, 14),
      pool('xstocks', 'CRCL', 'USDC', 10_000, 40_000, 8, 38),
      pool('xstocks', 'COIN', 'WETH', 3000, 35_000, 6),
      pool('xstocks', 'MSTR', 'USDC', 3000, 0, 0),
      pool('xstocks', 'KO', 'USDC', 3000, 0, 0),
      pool('dinari', 'AAPL', 'USDC', 3000, 60_000, 9),
      pool('dinari', 'NVDA', 'USDC', 3000, 25_000, 4),
      pool('dinari', 'TSLA', 'WETH', 10_000, 15_000, 2),
      pool('dinari', 'GOOGL', 'USDT', 10_000, 9000, 1.2),
      pool('dinari', 'DIS', 'USDC', 10_000, 1500, 0.15),
      pool('dinari', 'XOM', 'USDC', 10_000, 0, 0),
      pool('dinari', 'PFE', 'USDC', 10_000, 0, 0),
    ]),
  },
  {
    chain: 'base',
    firstBlock: 32_190_000,
    peripheries: [
      via('uniswap-v3', '0x2626664c2603336e57b271c5c0b26f421741e481', '0x03a520b32c04bf3beef7beb72e919cf822ed34f1'),
      via(
        'aerodrome-slipstream',
        '0xbe6d8f0d05cc4be24d5167a3ef062215be6d18a5',
        '0x827922686190790b37229fd06084350e74485b72',
      ),
    ],
    quotes: { dollar: 'USDC', native: 'WETH' },
    nativeVenue: 'uniswap-v3',
    days: days(0.8),
    pools: [
      ...on('aerodrome-slipstream', [
        pool('coinbase', 'COIN', 'USDC', 500, 200_000, 26),
        pool('coinbase', 'TSLA', 'USDC', 500, 150_000, 20),
        pool('coinbase', 'NVDA', 'USDC', 3000, 110_000, 15),
        pool('coinbase', 'AAPL', 'USDC', 3000, 70_000, 9),
      ]),
      ...on('uniswap-v3', [
        pool('coinbase', 'CRCL', 'WETH', 3000, 45_000, 8, 38),
        pool('coinbase', 'MSTR', 'USDC', 3000, 40_000, 7),
        pool('coinbase', 'META', 'USDC', 10_000, 14_000, 2),
        pool('coinbase', 'INTC', 'USDC', 10_000, 2500, 0.4),
        pool('coinbase', 'GOOGL', 'USDC', 3000, 0, 0),
        pool('coinbase', 'AMZN', 'USDC', 3000, 0, 0),
        pool('backed', 'COIN', 'USDC', 10_000, 12_000, 1.5),
        pool('backed', 'NIU', 'USDC', 10_000, 1200, 0.2),
        pool('st0x', 'TSLA', 'USDC', 3000, 30_000, 3),
        pool('st0x', 'NVDA', 'USDC', 3000, 9000, 1),
      ]),
    ],
  },
  {
    chain: 'robinhood',
    firstBlock: 1_000_000,
    peripheries: [
      via('uniswap-v3', '0xcaf681a66d020601342297493863e78c959e5cb2', '0x73991a25c818bf1f1128deaab1492d45638de0d3'),
      via('uniswap-v4', '0x53bf6b0684ec7ef91e1387da3d1a1769bc5a6f77', '0x58daec3116aae6d93017baaea7749052e8a04fa7'),
    ],
    quotes: { dollar: 'USDG', native: 'ETH' },
    nativeVenue: 'uniswap-v4',
    days: days(0.9),
    pools: [
      ...on('uniswap-v4', [
        pool('robinhood', 'TSLA', 'USDG', 3000, 210_000, 28),
        pool('robinhood', 'NVDA', 'USDG', 500, 170_000, 22),
        pool('robinhood', 'SPY', 'USDG', 500, 190_000, 18),
        pool('robinhood', 'AAPL', 'ETH', 3000, 60_000, 9),
        pool('robinhood', 'COIN', 'ETH', 3000, 50_000, 7),
        pool('robinhood', 'GME', 'USDG', 10_000, 6000, 0.6),
        pool('robinhood', 'MSFT', 'USDG', 3000, 0, 0),
      ]),
      ...on('uniswap-v3', [
        pool('robinhood', 'MSTR', 'USDG', 3000, 45_000, 6),
        pool('robinhood', 'CRCL', 'USDG', 10_000, 25_000, 4, 38),
        pool('robinhood', 'PLTR', 'USDG', 10_000, 0, 0),
      ]),
    ],
  },
];

/** Prices of stocks that the Solana listing does not have. */
export const OTHER_PRICES: Readonly<Record<string, number>> = { DIS: 123.9, NIU: 3.4 };

/** When a pool is created, in Unix milliseconds. */
export function opensAt({ opensAfterHours }: EvmPoolSpec): number {
  return SETUP_START + opensAfterHours * HOUR;
}
