import type { I18n } from './i18n.ts';

/** What stands between two sentences: a space, which the wide full stop of Chinese carries in itself. */
export const sentenceGap = ({ language }: Pick<I18n, 'language'>): string => (language === 'en' ? ' ' : '');
