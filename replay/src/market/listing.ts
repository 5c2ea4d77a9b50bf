/** A stock of the sample market, by its underlying. */
export interface Listing {
  underlying: string;
  /** USD per share at 00:00 UTC of 2025-06-30 and each day after, the last value holding on. */
  prices: readonly number[];
  /** Weight in the volume that no figure fixes; 0 for the long tail, whose pools see a handful of trades. */
  weight: number;
}

/** Stocks that people trade. Prices are near the exchange's closes of that week, rounded. */
export const HEAD_LISTINGS: readonly Listing[] = [
  { underlying: 'TSLA', prices: [323.6, 317.7, 300.7, 315.7, 315.4, 315.4, 315.4, 313], weight: 170 },
  { underlying: 'SPY', prices: [614.9, 617.9, 617.7, 620.5, 625.3, 625.3, 625.3, 624], weight: 130 },
  { underlying: 'CRCL', prices: [180.4, 181.3, 192.5, 177.9, 188.8, 188.8, 188.8, 190], weight: 95 },
  { underlying: 'MSTR', prices: [383.9, 404.2, 373.3, 402.3, 403.9, 403.9, 403.9, 401], weight: 65 },
  { underlying: 'NVDA', prices: [157.8, 158, 153.3, 157.3, 159.3, 159.3, 159.3, 158.6], weight: 48 },
  { underlying: 'HOOD', prices: [83, 93.6, 92.3, 97.9, 94.4, 94.4, 94.4, 94], weight: 32 },
  { underlying: 'COIN', prices: [353.4, 350.5, 335.3, 354.4, 355.8, 355.8, 355.8, 357], weight: 29 },
  { underlying: 'AAPL', prices: [201.1, 205.2, 207.8, 212.4, 213.6, 213.6, 213.6, 212.5], weight: 22 },
  { underlying: 'QQQ', prices: [548.1, 551.6, 546.9, 550.8, 556.2, 556.2, 556.2, 555], weight: 20 },
  { underlying: 'GOOGL', prices: [178.5, 176.2, 175.8, 178.6, 179.5, 179.5, 179.5, 179.2], weight: 9 },
  { underlying: 'META', prices: [733.6, 738.1, 719.2, 713.6, 719, 719, 719, 717.5], weight: 7 },
  { underlying: 'AMZN', prices: [223.3, 219.4, 220.5, 219.9, 223.4, 223.4, 223.4, 223], weight: 6 },
  { underlying: 'MSFT', prices: [495.9, 497.4, 492, 491.1, 498.8, 498.8, 498.8, 498], weight: 4 },
  { underlying: 'GLD', prices: [301.2, 304.8, 307.6, 309.3, 307.2, 307.2, 307.2, 306.9], weight: 3 },
  { underlying: 'PLTR', prices: [130.7, 136.3, 130.7, 132.6, 134.4, 134.4, 134.4, 134.2], weight: 3 },
];

/** Listed and nearly dead: underlying and price. */
const TAIL: readonly (readonly [underlying: string, price: number])[] = [
  ['ABBV', 184.8],
  ['ABT', 135.1],
  ['ACN', 298.9],
  ['AMBR', 2.1],
  ['APP', 343.8],
  ['AVGO', 270.3],
  ['AZN', 69.9],
  ['BAC', 47.9],
  ['BRK.B', 485.2],
  ['CMCSA', 35.6],
  ['CRM', 272.9],
  ['CRWD', 503.1],
  ['CSCO', 69.1],
  ['CVX', 146.5],
  ['DFDV', 25.4],
  ['DHR', 199.2],
  ['GME', 23.4],
  ['GS', 708.4],
  ['HD', 366.6],
  ['HON', 235.1],
  ['IBM', 291.2],
  ['INTC', 22.4],
  ['JNJ', 153.2],
  ['JPM', 290.4],
  ['KO', 70.7],
  ['LIN', 469.5],
  ['LLY', 779.5],
  ['MA', 559.1],
  ['MCD', 293.3],
  ['MDT', 87.2],
  ['MRK', 79.9],
  ['MRVL', 76.1],
  ['NFLX', 1297.2],
  ['NVO', 69.2],
  ['OPEN', 0.6],
  ['ORCL', 218.6],
  ['PEP', 133.3],
  ['PFE', 24.3],
  ['PG', 159.8],
  ['PM', 181.2],
  ['TMO', 410.2],
  ['TQQQ', 82.1],
  ['UNH', 311.6],
  ['V', 354.6],
  ['VTI', 303.1],
  ['WMT', 97.6],
  ['XOM', 109.4],
  ['TBLL', 105.6],
];

export const TAIL_LISTINGS: readonly Listing[] = TAIL.map(([underlying, price]) => ({
  underlying,
  prices: [price],
  weight: 0,
}));

/** USD of the native coins, at the same instants. */
export const SOL_PRICES: readonly number[] = [152.1, 154.7, 146.9, 152.6, 152, 147.6, 147.1, 151.4];
export const ETH_PRICES: readonly number[] = [2500.4, 2486.1, 2405.3, 2571.2, 2591, 2508.6, 2517.2, 2570.8];
