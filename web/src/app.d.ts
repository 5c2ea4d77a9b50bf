import type { Api } from '#lib/api/api.ts';
import type { Language } from '#lib/language.ts';
import type { Theme } from '#lib/theme.ts';

declare global {
  namespace App {
    interface Locals {
      api: Api;
      language: Language;
      theme: Theme;
      /** Public origin when configured, for canonical links. */
      origin: string | undefined;
    }
  }
}
