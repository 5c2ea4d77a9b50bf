import type { Language } from '../lib/language.ts';
import { en, type Messages } from './en.ts';
import { zhHans } from './zh-hans.ts';
import { zhHant } from './zh-hant.ts';

export type { Messages };

/** The texts of every language. */
export const messages: Record<Language, Messages> = { en, 'zh-Hant': zhHant, 'zh-Hans': zhHans };

/** What each language calls itself, for the switch. */
export const languageNames: Record<Language, { short: string; full: string }> = {
  en: { short: 'EN', full: 'English' },
  'zh-Hant': { short: '繁', full: '繁體中文' },
  'zh-Hans': { short: '简', full: '简体中文' },
};
