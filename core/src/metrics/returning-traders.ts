import { type Metric, NEVER_NULL } from './metric.ts';

export const returningTraders: Metric = {
  id: 'returning-traders',
  unit: 'count',
  label: { en: 'Returning traders', 'zh-Hant': '回訪交易者', 'zh-Hans': '回访交易者' },
  method: {
    en: 'Wallets that traded on the day and on an earlier day in the shown scope: traders less new traders.',
    'zh-Hant': '當日有交易、且更早在所示範圍內交易過的錢包：交易者減去新交易者。',
    'zh-Hans': '当日有交易、且更早在所示范围内交易过的钱包：交易者减去新交易者。',
  },
  nullRule: NEVER_NULL,
};

/** Traders that are not new. Throws when there are more new traders than traders: the two were counted in different scopes. */
export function returningTraderCount(traders: number, newTraders: number): number {
  if (newTraders > traders)
    throw new Error(`${newTraders} new traders among ${traders} traders: count both in one scope`);
  return traders - newTraders;
}
