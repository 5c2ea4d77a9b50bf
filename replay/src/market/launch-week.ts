/** What one UTC day of xStocks on Solana must add up to. */
export interface DayTarget {
  volumeUsd: number;
  traders: number;
  newTraders: number;
  trades: number;
  /** Volume of single tickers in USD; the rest follows their weights. */
  tickers: Record<string, number>;
  /** Whether the figure was published, or is the generator's own guess. */
  published: { volume: boolean; traders: boolean; newTraders: boolean; trades: boolean };
}

const NOTHING = { volume: false, traders: false, newTraders: false, trades: false };

/**
 * The launch week of xStocks on Solana, 2025-06-30 to 2025-07-06. Published figures: defioasis (traders, new traders and
 * trades of the first two days, volume of tickers on 07-01) and SolanaFloor of 2025-07-04 (volumes of 06-30, 07-02 and
 * 07-03, MSTRx about 30 % of the first day). Everything else is chosen to be plausible: 07-04 was a holiday, then came a weekend.
 */
export const LAUNCH_WEEK: readonly DayTarget[] = [
  {
    volumeUsd: 1_338_000,
    traders: 1225,
    newTraders: 1225,
    trades: 2510,
    tickers: { MSTRx: 401_400 },
    published: { volume: true, traders: true, newTraders: true, trades: true },
  },
  {
    volumeUsd: 6_640_000,
    traders: 7238,
    newTraders: 6565,
    trades: 17_879,
    tickers: { TSLAx: 1_710_000, SPYx: 1_530_000, CRCLx: 940_000 },
    published: { volume: true, traders: false, newTraders: true, trades: true },
  },
  {
    volumeUsd: 8_550_000,
    traders: 6912,
    newTraders: 4081,
    trades: 20_346,
    tickers: { SPYx: 4_670_000 },
    published: { ...NOTHING, volume: true },
  },
  {
    volumeUsd: 3_810_000,
    traders: 4417,
    newTraders: 1868,
    trades: 12_231,
    tickers: {},
    published: { ...NOTHING, volume: true },
  },
  { volumeUsd: 1_190_000, traders: 2105, newTraders: 641, trades: 5087, tickers: {}, published: NOTHING },
  { volumeUsd: 520_000, traders: 1018, newTraders: 268, trades: 2214, tickers: {}, published: NOTHING },
  { volumeUsd: 470_000, traders: 963, newTraders: 239, trades: 2041, tickers: {}, published: NOTHING },
];
