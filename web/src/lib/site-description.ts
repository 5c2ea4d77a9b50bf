import type { Status } from './api/types.ts';
import type { I18n } from './i18n.ts';
import { listText } from './list-text.ts';

/** What the site is about, with the chains that its index holds. */
export function siteDescription(status: Pick<Status, 'chains'> | null, { m }: Pick<I18n, 'm'>): string {
  const names = status?.chains.map(({ name }) => name) ?? [];
  return m.site.description(names.length === 0 ? m.site.anyChain : listText(names, m));
}
