import type { MockDay } from './mock-market.ts';

/** The same shares whatever the window, and nothing without volume. */
export function concentrationOf(daily: MockDay[]) {
  const volume = daily.reduce((total, { volumeUsd }) => total + Number(volumeUsd), 0);
  const known = <Value>(value: Value) => (volume > 0 ? value : null);
  return [
    { over: 'TICKERS', parts: 16, top: ['0.32', '0.69', '0.85', '0.97'], hhi: '1904', effectiveNumber: '5.25' },
    { over: 'POOLS', parts: 21, top: ['0.29', '0.56', '0.71', '0.88'], hhi: '1374', effectiveNumber: '7.28' },
    { over: 'TRADERS', parts: 9_112, top: ['0.03', '0.07', '0.09', '0.14'], hhi: '41', effectiveNumber: '243.9' },
  ].map(({ top: [top1Share, top3Share, top5Share, top10Share], hhi, effectiveNumber, ...rest }) => ({
    ...rest,
    volumeUsd: volume.toFixed(2),
    adjustedVolumeUsd: (volume * ADJUSTED_SHARE).toFixed(2),
    top1Share: known(top1Share),
    top3Share: known(top3Share),
    top5Share: known(top5Share),
    top10Share: known(top10Share),
    hhi: known(hhi),
    effectiveNumber: known(effectiveNumber),
  }));
}

/** As of each day of the mock market. */
const ADJUSTED_SHARE = 0.9;

const SESSIONS = [
  ['PRE', '22', 0.19],
  ['REGULAR', '23', 0.38],
  ['POST', '19', 0.17],
  ['OVERNIGHT', '32', 0.16],
  ['WEEKEND', '48', 0.05],
  ['HOLIDAY', '24', 0.05],
] as const;

export function sessionsOf(daily: MockDay[]) {
  const volume = daily.reduce((total, { volumeUsd }) => total + Number(volumeUsd), 0);
  const trades = daily.reduce((total, point) => total + point.trades, 0);
  return SESSIONS.map(([session, hours, share]) => ({
    session,
    hours,
    trades: Math.floor(trades * share),
    volumeUsd: (volume * share).toFixed(2),
    adjustedVolumeUsd: (volume * share * ADJUSTED_SHARE).toFixed(2),
    volumeShare: volume > 0 ? String(share) : null,
    depth2Usd: session === 'HOLIDAY' ? null : (250_000 * (1 - share)).toFixed(2),
    effectiveSpread: session === 'HOLIDAY' ? null : '0.0064',
  }));
}
