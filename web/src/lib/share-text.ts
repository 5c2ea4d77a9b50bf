import { compare } from '@tokentape/core/decimal.ts';
import type { I18n } from './i18n.ts';

/** A share as percent, to `places`. What is above zero and would be written as zero is written as "less than". */
export function sharePercent(share: string | null, { f }: Pick<I18n, 'f'>, places = 2): string {
  const smallest = `0.${'0'.repeat(places + 1)}1`;
  const tiny = share !== null && compare(share, '0') > 0 && compare(share, smallest) < 0;
  return tiny ? `<${f.percent(smallest, places)}` : f.percent(share, places);
}
