import { type Formatter, formatter } from '@tokentape/core/format.ts';
import { createContext } from 'svelte';
import { type Messages, messages } from '../messages/messages.ts';
import type { Language } from './language.ts';

/** The texts and the number formats of the page's language. */
export interface I18n {
  readonly language: Language;
  readonly m: Messages;
  readonly f: Formatter;
}

/** Plain values, for load functions and chart builders. */
export function createI18n(language: Language): I18n {
  return { language, m: messages[language], f: formatter(language) };
}

const [getContext, setContext] = createContext<I18n>();

/** Read in components; its parts follow the language of the page. */
export const useI18n = getContext;

/** Set once, by the root layout. */
export function provideI18n(language: () => Language): I18n {
  return setContext({
    get language() {
      return language();
    },
    get m() {
      return messages[language()];
    },
    get f() {
      return formatter(language());
    },
  });
}
