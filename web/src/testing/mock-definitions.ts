import { definitions } from '@tokentape/core/definitions/definitions.ts';
import type { MockDay } from './mock-market.ts';

const FACTORS: Record<string, number> = { fills: 1.08, dune: 1.08, transactions: 1.08, defillama: 0.97, trades: 1.02 };
const UNSTATED = new Set(['tokentape-adjusted']);

/** Rules that differ by fixed factors, and a bridge of three steps from the fills. */
export function definitionsOf(daily: MockDay[]) {
  const of = (id: string, days: MockDay[]) => {
    const factor = FACTORS[id] ?? (id === 'tokentape' ? 1 : 0.9);
    const total = (read: (day: MockDay) => number) => days.reduce((all, day) => all + read(day), 0);
    return {
      volumeUsd: (total(({ volumeUsd }) => Number(volumeUsd)) * factor).toFixed(2),
      count: UNSTATED.has(id) ? null : Math.round(total(({ trades }) => trades) * factor),
      traders: UNSTATED.has(id) || id === 'defillama' ? null : total(({ traders }) => traders),
    };
  };
  const step = (id: string, label: string, volumeUsd: string, count: number) => ({
    ...{ id, labelEn: label, labelZhHant: `${label} 繁`, labelZhHans: `${label} 简`, volumeUsd, count, traders: 0 },
  });
  return {
    from: daily[0]?.day,
    to: daily.at(-1)?.day,
    rules: definitions.map(({ id, source }) => ({
      id,
      source,
      ...of(id, daily),
      daily: daily.map((day) => ({ day: day.day, ...of(id, [day]) })),
    })),
    bridge: [
      step('passthroughs', 'what nets to nothing in one transaction', '-1200.50', -31),
      step('netting', 'several fills of one trade, netted', '-88.10', -211),
      step('unpriced', 'priced fills of trades that are partly without a price', '0', 0),
    ],
  };
}

/** Three weeks, the last one under way. */
export const retentionOf = (traders: number) =>
  [0, 1, 2].map((start) => ({
    week: `2025-06-${16 + start * 7}`,
    traders: traders * (3 - start),
    weeks: Array.from({ length: 3 - start }, (_, offset) => {
      const share = offset === 0 ? 1 : 0.4 / offset;
      const active = Math.round(traders * (3 - start) * share);
      return { offset, traders: active, share: share.toFixed(4), complete: start + offset < 2 };
    }),
  }));
