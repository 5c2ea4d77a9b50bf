import type { Query } from './api.ts';
import type { Concentration, DayWindow } from './types.ts';

/** Shares; null where the unit rule or the history from the first mint is not known. */
export interface Supply {
  totalShares: string | null;
  issuerHeldShares: string | null;
  circulatingShares: string | null;
}

export interface SupplyPoint extends Supply {
  day: string;
  holders: number | null;
}

export interface PrimaryPoint {
  day: string;
  orders: number;
  mints: number;
  redemptions: number;
  unpricedOrders: number;
  mintedUsd: string;
  redeemedUsd: string;
}

export interface TokenControl {
  control: 'PAUSE' | 'RESUME' | 'FREEZE' | 'THAW' | 'DELEGATE_TRANSFER' | 'DELEGATE_BURN';
  token: { symbol: string | null; chain: string; decimals: number | null };
  account: string | null;
  raw: string | null;
  blockTime: string;
  txId: string;
  explorerUrl: string;
}

export interface Ownership {
  holders: number | null;
  supply: Supply;
  supplyDaily: SupplyPoint[];
  primaryMarket: PrimaryPoint[];
  controls: TokenControl[];
}

export interface OwnershipAnswer {
  ticker: Ownership | null;
  concentration: Concentration[];
}

const SUPPLY = 'totalShares issuerHeldShares circulatingShares';

/** Who has a ticker's shares, what its issuer minted and redeemed, and which of its powers it used. */
export const ownershipQuery: Query<OwnershipAnswer, DayWindow & { id: string }> = {
  document: `query Ownership($id: String!, $from: Day, $to: Day) {
    ticker(id: $id, from: $from, to: $to) {
      holders
      supply { ${SUPPLY} }
      supplyDaily { day holders ${SUPPLY} }
      primaryMarket { day orders mints redemptions unpricedOrders mintedUsd redeemedUsd }
      controls(first: 12) { control token { symbol chain decimals } account raw blockTime txId explorerUrl }
    }
    concentration(asset: $id, from: $from, to: $to) { over parts top1Share top3Share top10Share hhi effectiveNumber }
  }`,
};
