import type { Query } from './api.ts';
import type { DayWindow } from './types.ts';

export interface IssuerTotals {
  volumeUsd: string;
  adjustedVolumeUsd: string;
  trades: number;
  traders: number;
}

/** Issuers that one question may name: the API bounds aliases. */
export const ISSUERS_AT_ONCE = 15;

/** Totals of `count` issuers: `totals0` is that of the variable `issuer0`, and so on. */
export function issuersQuery(count: number): Query<Record<string, IssuerTotals>, DayWindow & Record<string, unknown>> {
  const indexes = Array.from({ length: count }, (_, index) => index);
  const variables = indexes.map((index) => `$issuer${index}: String`).join(', ');
  const fields = indexes.map(
    (index) =>
      `totals${index}: totals(issuer: $issuer${index}, from: $from, to: $to) { volumeUsd adjustedVolumeUsd trades traders }`,
  );
  return { document: `query Issuers($from: Day, $to: Day, ${variables}) { ${fields.join('\n')} }` };
}

/** What an issuer's shares are worth at the end of the window, and its orders of the primary market within it. */
export interface IssuerSupply {
  issuer: { id: string };
  tickers: number;
  tickersKnown: number;
  circulatingUsd: string | null;
  primaryOrders: number;
  mintedUsd: string;
  redeemedUsd: string;
}

export const issuerSuppliesQuery: Query<{ issuerSupplies: IssuerSupply[] }, DayWindow> = {
  document: `query IssuerSupplies($from: Day, $to: Day) {
    issuerSupplies(from: $from, to: $to) {
      issuer { id } tickers tickersKnown circulatingUsd primaryOrders mintedUsd redeemedUsd
    }
  }`,
};
