import { ratio, sum } from '@tokentape/core/decimal.ts';
import {
  comparisonAspects,
  type IssuerComparison,
  issuerComparison,
  type Statement,
} from '@tokentape/core/registry/issuer-comparison.ts';
import { issuers } from '@tokentape/core/registry/issuers.ts';
import type { IssuerSupply, IssuerTotals } from '#lib/api/issuers-query.ts';
import type { TickerSummary } from '#lib/api/types.ts';
import type { Language } from '#lib/language.ts';
import { thinnerDepth } from '#lib/worse-side.ts';

export type Aspect = (typeof comparisonAspects)[number];

/** One thing that a source says, in the language of the page; `source` counts from one in the list of sources. */
export interface StatementText {
  text: string;
  asOf: string;
  source: number;
}

/** What the index measures of an issuer. */
export interface Measured extends IssuerTotals {
  tickers: number;
  tvlUsd: string | null;
  depthUsd: string | null;
  pools: number;
  deadShare: string | null;
  circulatingUsd: string | null;
  /** Minted and redeemed against orders; null without any order. */
  primaryUsd: string | null;
}

export interface IssuerRow {
  id: string;
  name: string;
  status: 'live' | 'historical';
  /** Null without a pool, a trade and an order in this index. */
  measured: Measured | null;
  statements: Record<Aspect, StatementText[]>;
}

const known = (values: (string | null)[]): string | null => {
  const some = values.filter((value) => value !== null);
  return some.length > 0 ? sum(some) : null;
};

function measure(tickers: TickerSummary[], totals: IssuerTotals, supply: IssuerSupply | undefined): Measured {
  const pools = tickers.reduce((total, { liquidity }) => total + (liquidity?.pools ?? 0), 0);
  const dead = tickers.reduce((total, { liquidity }) => total + (liquidity?.deadPools ?? 0), 0);
  return {
    ...totals,
    tickers: tickers.length,
    tvlUsd: known(tickers.map(({ liquidity }) => liquidity?.tvlUsd ?? null)),
    depthUsd: known(tickers.map(({ liquidity }) => thinnerDepth(liquidity?.bestPool?.liquidity, 0.02))),
    pools,
    deadShare: pools > 0 ? ratio(String(dead), String(pools)) : null,
    circulatingUsd: supply?.circulatingUsd ?? null,
    primaryUsd: supply && supply.primaryOrders > 0 ? sum([supply.mintedUsd, supply.redeemedUsd]) : null,
  };
}

/** The sources of all statements, each once, in the order of their first use. */
export const sources: string[] = [
  ...new Set(
    issuerComparison.flatMap((issuer) =>
      comparisonAspects.flatMap((aspect) => issuer[aspect].map((said) => said.source)),
    ),
  ),
];

function statementsOf(comparison: IssuerComparison, language: Language): IssuerRow['statements'] {
  const write = ({ text, asOf, source }: Statement): StatementText => ({
    text: text[language],
    asOf,
    source: sources.indexOf(source) + 1,
  });
  const of = (aspect: Aspect) => comparison[aspect].map(write);
  return Object.fromEntries(comparisonAspects.map((aspect) => [aspect, of(aspect)])) as IssuerRow['statements'];
}

export type MeasuredIssuer = IssuerRow & { measured: Measured };

export const isMeasured = (row: IssuerRow): row is MeasuredIssuer => row.measured !== null;

/** Every issuer of the comparison, in its order, with what the index measures beside what sources say. */
export function issuerRows(
  tickers: TickerSummary[],
  totals: Map<string, IssuerTotals>,
  supplies: IssuerSupply[],
  language: Language,
): IssuerRow[] {
  return issuerComparison.map((comparison) => {
    const { issuer: id } = comparison;
    const entry = issuers.find((issuer) => issuer.id === id);
    if (!entry) throw new Error(`The comparison names "${id}", which is not an issuer of the registry.`);
    const own = tickers.filter((ticker) => ticker.issuer.id === id);
    const total = totals.get(id);
    const supply = supplies.find(({ issuer }) => issuer.id === id);
    return {
      id,
      name: entry.name,
      status: entry.status,
      measured: total && (own.length > 0 || (supply?.primaryOrders ?? 0) > 0) ? measure(own, total, supply) : null,
      statements: statementsOf(comparison, language),
    };
  });
}
