import type { AdjustedStats } from './api/types.ts';
import type { I18n } from './i18n.ts';

/** `3.76×`: how often the mean TVL was traded; a dash where it is not known. */
export function turnoverText({ turnover }: Pick<AdjustedStats, 'turnover'>, { m, f }: Pick<I18n, 'm' | 'f'>): string {
  return turnover === null ? m.table.none : `${f.compact(turnover)}×`;
}
