import { DAY, HOUR, WEEK_START } from '../calendar.ts';
import { HEAD_LISTINGS, TAIL_LISTINGS } from '../listing.ts';
import type { SolanaVenue } from '../pool.ts';
import { Random } from '../random.ts';
import { inventedAddress } from './addresses.ts';

/** What becomes of a pool: used, funded but never traded, created and never funded, or emptied before anyone traded. */
export type PoolFate = 'traded' | 'untraded' | 'unfunded' | 'emptied';

export interface SolanaPoolSpec {
  /** Raydium's CLMM unless said. */
  venue?: SolanaVenue;
  underlying: string;
  quote: 'USDC' | 'WSOL';
  /** Unix milliseconds. */
  createdAt: number;
  /** The pool's real address, where it existed by then; else one is invented. */
  address?: string;
  stockVault?: string;
  quoteVault?: string;
  tier: keyof typeof TIERS;
  tvlUsd: number;
  /** Positions: half-width as a share of the price, and share of the TVL. */
  bands: readonly (readonly [halfWidth: number, share: number])[];
  fate: PoolFate;
  /** Share of the ticker's trades that come here while all its pools are open. */
  weight: number;
}

/** AmmConfig accounts of Raydium CLMM by fee. Source: api-v3.raydium.io/main/clmm-config, as printed in Raydium's SDK demos. */
export const TIERS = {
  '0.04%': { config: '3h2e43PunVA5K34vwKCLHWhZF4aZpyaC9RmxvshGAQpL', feePips: 400, tickSpacing: 1 },
  '0.05%': { config: '3XCQJQryqpDvvZBfGxR7CLAw5dpGJ9aa7kt1jRLdyxuZ', feePips: 500, tickSpacing: 1 },
  '0.25%': { config: 'E64NGkDLLCdQ2yFNPcavaKptrEgmiQaNykUuLC1Qgwyp', feePips: 2500, tickSpacing: 60 },
  // Fee tiers of Whirlpools, a constant-product configuration and a preset of liquidity books; only the CPMM's is a real account.
  'orca 0.16%': { config: inventedAddress('whirlpool fee tier 16'), feePips: 1600, tickSpacing: 16 },
  'cpmm 0.25%': { config: 'D4FPEruKEHrG5TenZ2mpDGEfu1iUvTiqBxvpU8HLBvC2', feePips: 2500, tickSpacing: 0 },
  'dlmm 0.25%': { config: inventedAddress('liquidity book preset 25'), feePips: 2500, tickSpacing: 25 },
  'damm 0.3%': { config: inventedAddress('no configuration'), feePips: 3000, tickSpacing: 0 },
  '1%': { config: 'A1BBtTYJd4i3xU8D6Tc2FzU6ZN4oXZWXKZnCxwbHXr8x', feePips: 10_000, tickSpacing: 120 },
} as const;

/** Raydium's SOL/USDC pool of the 0.04 % tier, which prices SOL; it stands in Raydium's own SDK demos. */
export const SOL_USDC_POOL = '3ucNos4NbumPLZNWztqGHNFFgkHeRMBQAVemeeomsUxv';

const ORCA = { venue: 'orca-whirlpool', tier: 'orca 0.16%' } as const;
const DEEP = [
  [0.02, 0.3],
  [0.1, 0.4],
  [0.45, 0.3],
] as const;
const THIN = [
  [0.08, 0.4],
  [0.5, 0.6],
] as const;

/** Pools that existed by 2025-07-06 and are known by address, with the second of their creation. Source: facts of recorded market data. */
const REAL_POOLS: readonly SolanaPoolSpec[] = [
  real('TSLA', 'USDC', '2025-06-29T10:20:37Z', 'HHQUnUbmWLrYzkscDY1C3deEFbGtiGBGoHjpANogmvum', 900_000, 0.88, {
    stockVault: 'D2JXvYgyqo2CktPN4aNfdmHn8mK2vrF9essKdH8M4wn7',
    quoteVault: '3h7wgb4hzxjM2F7fmLgwuzZxzuztUvUMdThnrmy9bTdF',
  }),
  real('TSLA', 'WSOL', '2025-06-30T20:21:29Z', 'CKmjDiqBCRqR8xk5FjnFiQXuCFsGchiLv9YwYVnE5RJ8', 90_000, 0.12),
  // Created two days before the sample begins; here on the day before the launch.
  real('NVDA', 'USDC', '2025-06-29T11:05:00Z', '4KqQN6u1pFKroFE2jVEhoepAMRKPcuAzWVDCgm9zRBYN', 320_000, 0.45),
  real('NVDA', 'USDC', '2025-07-02T01:46:23Z', '49iMatQtoyabsYAQc8GafVq6aeBFVDxSRH44oiatyyw6', 420_000, 0.55),
  real('CRCL', 'USDC', '2025-06-30T16:50:44Z', 'G39wywquKbHK8F2wZZZFX3fcsyG91VCCbbr6WEVp5axy', 650_000, 0.92),
  real('CRCL', 'WSOL', '2025-07-03T19:38:08Z', '3zozghHn3cCmbAVPF3Bm5AiyT7VorSdHwTt2qJjLfDo2', 70_000, 0.08),
  real('MSTR', 'USDC', '2025-06-30T17:04:58Z', 'RyhF4cksVZY7vcqJpoytHcxcGNKRp27PEGhSnEPpbGv', 600_000, 0.9),
  real('MSTR', 'WSOL', '2025-07-03T20:44:27Z', '2ngTuP7xA581dqX9uJkGRqxmKuehY3k4SDfPebeoRG2J', 110_000, 0.1),
  real('SPY', 'WSOL', '2025-07-01T03:03:48Z', 'BS9uyGV6XmNnPkM4f3xgxCdQEaFv7RSKs6fwrpvYHxfL', 110_000, 0.05),
];

/** Main pools of the other head tickers: TVL in USD and hours after the launch day began. */
const OTHER_HEADS: readonly (readonly [underlying: string, tvlUsd: number, opensAfterHours: number])[] = [
  ['SPY', 1_500_000, 14.1],
  ['HOOD', 130_000, 15.6],
  ['COIN', 150_000, 15.2],
  ['AAPL', 140_000, 14.4],
  ['QQQ', 120_000, 14.9],
  ['GOOGL', 50_000, 16.1],
  ['META', 45_000, 16.4],
  ['AMZN', 45_000, 16.7],
  ['MSFT', 30_000, 27.2],
  ['GLD', 30_000, 29.5],
  ['PLTR', 25_000, 31.8],
];

function real(
  underlying: string,
  quote: 'USDC' | 'WSOL',
  created: string,
  address: string,
  tvlUsd: number,
  weight: number,
  vaults: { stockVault?: string; quoteVault?: string } = {},
): SolanaPoolSpec {
  const createdAt = Date.parse(created);
  return {
    underlying,
    quote,
    createdAt,
    address,
    tvlUsd,
    weight,
    tier: '0.25%',
    bands: DEEP,
    fate: 'traded',
    ...vaults,
  };
}

/** All pools of stocks on Solana in the sample. How the long tail fares is drawn from the seed. */
export function solanaPoolSpecs(seed: number): SolanaPoolSpec[] {
  const heads = OTHER_HEADS.map(([underlying, tvlUsd, hours]): SolanaPoolSpec => {
    const tier = underlying === 'SPY' ? '0.05%' : '0.25%';
    const weight = underlying === 'SPY' ? 0.95 : 1;
    return {
      underlying,
      quote: 'USDC',
      createdAt: WEEK_START + hours * HOUR,
      tier,
      tvlUsd,
      bands: DEEP,
      fate: 'traded',
      weight,
    };
  });
  return [...REAL_POOLS, ...WHIRLPOOLS, ...OTHER_DESIGNS, ...heads, ...tailPools(seed)].sort(
    (a, b) => a.createdAt - b.createdAt,
  );
}

/** Share of the long tail by fate; the rest has no pool at all. */
const FATES: readonly (readonly [fate: PoolFate, pools: number])[] = [
  ['traded', 21],
  ['untraded', 5],
  ['unfunded', 8],
  ['emptied', 3],
];

function tailPools(seed: number): SolanaPoolSpec[] {
  const random = new Random(seed, 'tail pools');
  const fates = FATES.flatMap(([fate, pools]) => Array.from({ length: pools }, () => fate));
  const listings = random.shuffled(TAIL_LISTINGS.filter(({ underlying }) => !ALWAYS_TRADED.includes(underlying)));
  const order = [...TAIL_LISTINGS.filter(({ underlying }) => ALWAYS_TRADED.includes(underlying)), ...listings];
  return fates.map((fate, position) => ({
    underlying: order[position]!.underlying,
    quote: 'USDC',
    createdAt: Math.floor((WEEK_START + random.between(13 * HOUR, 1.6 * DAY)) / 1000) * 1000,
    tier: random.chance(0.4) ? '1%' : '0.25%',
    tvlUsd: Math.round(700 * random.logNormal(0.9)) + 400,
    bands: THIN,
    fate,
    weight: 1,
  }));
}

/** Tickers of the long tail that the week needs a live pool of: JPMx pays its dividend as a multiplier. */
const ALWAYS_TRADED = ['JPM', 'GME'];

/** Orca's pools of that week, known by address and second of creation. Source: as above. */
const WHIRLPOOLS: readonly SolanaPoolSpec[] = [
  {
    ...real('TSLA', 'USDC', '2025-07-02T15:34:23Z', '9p7abUFv31ycgu9kckvnoqMMvBy67dqTDM2m6HP9xokN', 90_000, 0.06, {
      stockVault: '7AmJBD4kP72fY7xTncNgy1kPVp5TzsYs34zzUeotqbbe',
      quoteVault: '2NfTohqtneNa5bphKGw1MZNKdyAbV4B7mZDwtkxnYPhN',
    }),
    ...ORCA,
  },
  {
    ...real('NVDA', 'USDC', '2025-07-02T15:56:06Z', '6R4r93V5fcMzc13CL2enEepDSYcr4Qx3ptZBDwudTXCo', 60_000, 0.08, {
      stockVault: 'FaHQ9Ny2U2RkcdapsKVr9pvnt4Mg7n92NdKnvyRzuibH',
      quoteVault: '5TSHEwRAgHLTYkchrUNiKUL2RvuZgdh3vExbMptWrHoX',
    }),
    ...ORCA,
  },
  {
    ...real('SPY', 'USDC', '2025-07-02T16:30:11Z', 'Fae5dWVntUt6zbWu2voXxioDpMii7SqQwtsxBmoVCsHR', 120_000, 0.05, {
      stockVault: 'EfmaMxuPJaU914gV9N8Z2sDTp249AtEASTLDZdhRsN37',
      quoteVault: '5NbsTM8qKWA65oRjZpMARnnxpeR4rGiGdG9vPdCD3sem',
    }),
    ...ORCA,
  },
  {
    ...real('CRCL', 'USDC', '2025-07-02T16:40:00Z', '5ThN8VGdJvRQUQcejyrGbe6KMpmuurgEw5q9J3L8qsK3', 70_000, 0.05),
    ...ORCA,
  },
];

const SMALL_TIERS = {
  'raydium-cpmm': 'cpmm 0.25%',
  'meteora-dlmm': 'dlmm 0.25%',
  'meteora-damm-v2': 'damm 0.3%',
} as const;

/** Small pools of the other designs, at invented addresses. */
const OTHER_DESIGNS: readonly SolanaPoolSpec[] = [
  small('raydium-cpmm', 'HOOD', 40, 24_000, 0.06),
  small('raydium-cpmm', 'COIN', 52, 18_000, 0.05),
  small('meteora-dlmm', 'AAPL', 46, 22_000, 0.07),
  small('meteora-dlmm', 'TSLA', 60, 30_000, 0.03),
  small('meteora-damm-v2', 'MSTR', 56, 26_000, 0.03),
];

function small(
  venue: keyof typeof SMALL_TIERS,
  underlying: string,
  opensAfterHours: number,
  tvlUsd: number,
  weight: number,
): SolanaPoolSpec {
  const tier = SMALL_TIERS[venue];
  const createdAt = WEEK_START + opensAfterHours * HOUR;
  return { venue, underlying, quote: 'USDC', createdAt, tier, tvlUsd, bands: [], fate: 'traded', weight };
}

export const HEADS: ReadonlySet<string> = new Set(HEAD_LISTINGS.map(({ underlying }) => underlying));
