import { type Locale, locales } from '@tokentape/core/locale.ts';

/** Languages of the pages, as BCP 47 tags; the first is the fallback. */
export const languages = locales;
export type Language = Locale;

/** The language that a value of `?lang=` or of the cookie names, or undefined. Case is ignored. */
export function parseLanguage(value: string | null | undefined): Language | undefined {
  return languages.find((language) => language.toLowerCase() === value?.toLowerCase());
}

/** Regions and scripts that write Chinese in traditional characters. */
const TRADITIONAL = /^zh-(hant|tw|hk|mo)\b/;

/** The best language for an Accept-Language header. Bare `zh` is read as simplified, as CLDR does. */
export function negotiateLanguage(header: string | null): Language {
  for (const tag of wantedTags(header ?? '')) {
    if (/^en\b/.test(tag)) return 'en';
    if (TRADITIONAL.test(tag)) return 'zh-Hant';
    if (/^zh\b/.test(tag)) return 'zh-Hans';
  }
  return 'en';
}

/** The tags of the header in lower case, most wanted first. */
function wantedTags(header: string): string[] {
  return header
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const quality = parameters.map((parameter) => /^\s*q=([\d.]+)/.exec(parameter)?.[1]).find(Boolean);
      return { tag, quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ tag, quality }) => tag !== '' && quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag);
}
