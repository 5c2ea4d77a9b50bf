import type { Query } from './api.ts';
import { COMBINED } from './fragments.ts';
import type { CombinedLiquidity, DayWindow, DepthAt, SessionStats } from './types.ts';

export interface QualityHorizon {
  seconds: number;
  fills: number;
  realizedSpread: string | null;
  markoutUsd: string | null;
}

export interface QualityDay {
  day: string;
  fills: number;
  effectiveSpread: string | null;
  allInCost: string | null;
  priceImpact: string | null;
  horizons: QualityHorizon[];
}

export interface MarketQuality {
  fills: number;
  fillsMeasured: number;
  fillsLeftOut: number;
  effectiveSpread: string | null;
  allInCost: string | null;
  fillsAgainstReference: number;
  priceImpact: string | null;
  horizons: QualityHorizon[];
  amihud: string | null;
  amihudAdjusted: string | null;
  kyleLambda: { value: string | null; low: string | null; high: string | null; bins: number };
  daily: QualityDay[];
}

const HORIZONS = 'horizons { seconds fills realizedSpread markoutUsd }';
const QUALITY = `fills fillsMeasured fillsLeftOut effectiveSpread allInCost fillsAgainstReference priceImpact ${HORIZONS}
  amihud amihudAdjusted kyleLambda { value low high bins }
  daily { day fills effectiveSpread allInCost priceImpact ${HORIZONS} }`;

type Asked = DayWindow & { id: string };

export const tickerQualityQuery: Query<{ ticker: { quality: MarketQuality | null } | null }, Asked> = {
  document: `query TickerQuality($id: String!, $from: Day, $to: Day) {
    ticker(id: $id, from: $from, to: $to) { quality { ${QUALITY} } }
  }`,
};

export const poolQualityQuery: Query<{ pool: { quality: MarketQuality | null } | null }, Asked> = {
  document: `query PoolQuality($id: String!, $from: Day, $to: Day) {
    pool(id: $id, from: $from, to: $to) { quality { ${QUALITY} } }
  }`,
};

export interface ReferencePoint {
  time: string;
  session: SessionStats['session'];
  priceUsd: string | null;
  referenceUsd: string | null;
  premium: string | null;
  drift: string | null;
  unknownReason: string | null;
}

export interface AgainstReference {
  premiumHours: number;
  meanPremium: string | null;
  meanAbsolutePremium: string | null;
  driftHours: number;
  meanDrift: string | null;
  meanAbsoluteDrift: string | null;
  latest: ReferencePoint | null;
}

export interface WeekendGap {
  closeDay: string;
  openDay: string;
  closeUsd: string | null;
  onChainUsd: string | null;
  openUsd: string | null;
  said: string | null;
  gap: string | null;
  error: string | null;
}

export interface WeekendScore {
  weekends: number;
  sameDirection: number;
  meanError: string;
  meanGap: string;
}

export interface Weekends {
  weekends: WeekendGap[];
  score: WeekendScore | null;
}

export type MeasuredSession = SessionStats & { depth2Usd: string | null; effectiveSpread: string | null };

export interface RealShare {
  ticker: {
    againstReference: (AgainstReference & { hours: ReferencePoint[] }) | null;
    weekends: Weekends | null;
  } | null;
  sessions: MeasuredSession[];
}

const POINT = 'time session priceUsd referenceUsd premium drift unknownReason';
const AGAINST = `premiumHours meanPremium meanAbsolutePremium driftHours meanDrift meanAbsoluteDrift latest { ${POINT} }`;
const SCORE = 'score { weekends sameDirection meanError meanGap }';

/** A ticker against the real share, and its trading, depth and spread by session. */
export const realShareQuery: Query<RealShare, Asked> = {
  document: `query RealShare($id: String!, $from: Day, $to: Day) {
    ticker(id: $id, from: $from, to: $to) {
      againstReference { ${AGAINST} hours { ${POINT} } }
      weekends { weekends { closeDay openDay closeUsd onChainUsd openUsd said gap error } ${SCORE} }
    }
    sessions(asset: $id, from: $from, to: $to) {
      session hours trades volumeUsd volumeShare depth2Usd effectiveSpread
    }
  }`,
};

export interface TickerDepthPoint {
  at: string;
  tvlUsd: string | null;
  depth: DepthAt[];
  bestPoolDepth: DepthAt[];
  slippage: {
    sizeUsd: number;
    buy: string | null;
    sell: string | null;
    bestPoolBuy: string | null;
    bestPoolSell: string | null;
  }[];
}

export interface TickerHistory {
  ticker: { liquidity: { history: { stepHours: number; points: TickerDepthPoint[] } } | null } | null;
}

/** All pools of a ticker together beside the best single one, by the hour. */
export const tickerHistoryQuery: Query<TickerHistory, { id: string; from: string; to: string; size: number }> = {
  document: `query TickerHistory($id: String!, $from: Day!, $to: Day!, $size: Int!) {
    ticker(id: $id, from: $from, to: $to) { liquidity { history(from: $from, to: $to) { stepHours points {
      at tvlUsd depth { delta askUsd bidUsd } bestPoolDepth { delta askUsd bidUsd }
      slippage(sizeUsd: $size) { sizeUsd buy sell bestPoolBuy bestPoolSell }
    } } } }
  }`,
};

export interface TickerPast {
  ticker: { liquidity: { combined: CombinedLiquidity & { bestPoolDepth: DepthAt[] } } | null } | null;
}

/** All pools of a ticker together at a past instant. */
export const tickerPastQuery: Query<TickerPast, { id: string; at: string }> = {
  document: `query TickerPast($id: String!, $at: DateTime!) {
    ticker(id: $id) { liquidity { combined(at: $at) { ${COMBINED} bestPoolDepth { delta askUsd bidUsd } } } }
  }`,
};

export interface ScoreboardRow {
  id: string;
  symbol: string;
  name: string;
  underlying: string | null;
  stats: { volumeUsd: string };
  againstReference: AgainstReference | null;
  weekends: Weekends | null;
}

/** Every ticker of an issuer, or of all, against its real share. */
export const scoreboardQuery: Query<
  { tickers: { nodes: ScoreboardRow[] } },
  DayWindow & { issuer?: string | undefined; first: number }
> = {
  document: `query Scoreboard($issuer: String, $from: Day, $to: Day, $first: Int) {
    tickers(issuer: $issuer, from: $from, to: $to, first: $first) { nodes {
      id symbol name underlying stats { volumeUsd } againstReference { ${AGAINST} }
      weekends { weekends { closeDay openDay closeUsd onChainUsd openUsd said gap error } ${SCORE} }
    } }
  }`,
};
