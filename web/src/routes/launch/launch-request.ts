import { issuers } from '@tokentape/core/registry/issuers.ts';
import type { Status } from '#lib/api/types.ts';

/** What a launch report is asked for. */
export interface LaunchRequest {
  issuer: string;
  chain: string;
  /** First day, UTC. */
  from: string;
  days: number;
}

/** The launch that the press reported. */
export const XSTOCKS_LAUNCH: LaunchRequest = { issuer: 'xstocks', chain: 'solana', from: '2025-06-30', days: 7 };
/** Days of the longest report: a month. */
export const MOST_DAYS = 31;

function isDay(text: string | null): text is string {
  if (!text || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(text);
}

/** The report that an address asks for (`?issuer=&chain=&start=&days=`); what cannot be read is that of xStocks. */
export function readLaunchRequest(parameters: Pick<URLSearchParams, 'get'>, chains: Status['chains']): LaunchRequest {
  const [issuer, chain, start] = ['issuer', 'chain', 'start'].map((name) => parameters.get(name));
  const days = Number(parameters.get('days'));
  return {
    issuer: issuers.some(({ id }) => id === issuer) ? (issuer as string) : XSTOCKS_LAUNCH.issuer,
    chain: chains.some(({ id }) => id === chain) ? (chain as string) : XSTOCKS_LAUNCH.chain,
    from: isDay(start ?? null) ? (start as string) : XSTOCKS_LAUNCH.from,
    days: Number.isInteger(days) && days >= 1 && days <= MOST_DAYS ? days : XSTOCKS_LAUNCH.days,
  };
}

/** Whether it is the reported launch itself, whatever its length. */
export const isReported = ({ issuer, chain, from }: LaunchRequest): boolean =>
  issuer === XSTOCKS_LAUNCH.issuer && chain === XSTOCKS_LAUNCH.chain && from === XSTOCKS_LAUNCH.from;
