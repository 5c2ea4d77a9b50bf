import type { Api } from '#lib/api/api.ts';
import type { Status } from '#lib/api/types.ts';
import type { Language } from '#lib/language.ts';
import type { MetricDictionary } from '#lib/metric-dictionary.ts';
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
    interface PageData {
      language: Language;
      theme: Theme;
      origin: string | undefined;
      status: Status | null;
      metrics: MetricDictionary;
      /** Names of the registry's chains by id. */
      chainNames: Record<string, string>;
    }
  }
}
