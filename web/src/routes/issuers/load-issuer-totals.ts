import type { Api } from '#lib/api/api.ts';
import { ISSUERS_AT_ONCE, type IssuerTotals, issuersQuery } from '#lib/api/issuers-query.ts';
import type { DayWindow } from '#lib/api/types.ts';

/** Totals by issuer id; traders are distinct wallets of the whole window. */
export async function loadIssuerTotals(
  api: Api,
  { from, to }: DayWindow,
  ids: string[],
): Promise<Map<string, IssuerTotals>> {
  const found = new Map<string, IssuerTotals>();
  for (let start = 0; start < ids.length; start += ISSUERS_AT_ONCE) {
    const some = ids.slice(start, start + ISSUERS_AT_ONCE);
    const named = Object.fromEntries(some.map((id, index) => [`issuer${index}`, id]));
    const answer = await api.ask(issuersQuery(some.length), { ...named, from, to });
    for (const [index, id] of some.entries()) found.set(id, answer[`totals${index}`]!);
  }
  return found;
}
