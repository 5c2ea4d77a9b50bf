import type { Decimal } from '../decimal.ts';

/** A figure that someone published about the xStocks launch on Solana; the launch report is held against it. */
export interface PublishedFigure {
  /** UTC day. */
  day: string;
  quantity: 'volume' | 'traders' | 'new-traders' | 'trades';
  /** Asset id, or null for all tickers together. */
  asset: string | null;
  value: Decimal;
  /** `at-least` where the source says "more than". */
  bound: 'as-stated' | 'at-least';
  source: string;
}

const LAUNCH = 'defioasis, xStocks launch statistics, quoted in the press of July 2025';
const PRESS = 'SolanaFloor, 2025-07-04, early performance of xStocks on Solana';

const stated = (
  day: string,
  quantity: PublishedFigure['quantity'],
  asset: string | null,
  value: Decimal,
  source: string,
): PublishedFigure => ({ day, quantity, asset, value, bound: 'as-stated', source });

export const publishedFigures: PublishedFigure[] = [
  stated('2025-06-30', 'volume', null, '1338000', LAUNCH),
  stated('2025-06-30', 'traders', null, '1225', LAUNCH),
  // The first day: every trader is new.
  stated('2025-06-30', 'new-traders', null, '1225', LAUNCH),
  stated('2025-06-30', 'trades', null, '2510', LAUNCH),
  stated('2025-07-01', 'volume', null, '6640000', LAUNCH),
  stated('2025-07-01', 'new-traders', null, '6565', LAUNCH),
  stated('2025-07-01', 'trades', null, '17879', LAUNCH),
  stated('2025-07-01', 'volume', 'xstocks:TSLAx', '1710000', LAUNCH),
  stated('2025-07-01', 'volume', 'xstocks:SPYx', '1530000', LAUNCH),
  stated('2025-07-01', 'volume', 'xstocks:CRCLx', '940000', LAUNCH),
  { ...stated('2025-06-30', 'volume', null, '1300000', PRESS), bound: 'at-least' },
  stated('2025-07-02', 'volume', null, '8550000', PRESS),
  stated('2025-07-02', 'volume', 'xstocks:SPYx', '4670000', PRESS),
  stated('2025-07-03', 'volume', null, '3810000', PRESS),
];
