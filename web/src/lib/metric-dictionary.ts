import { metrics as known } from '@tokentape/core/metrics/metrics.ts';
import type { Metric } from './api/types.ts';
import type { Language } from './language.ts';

/** One entry of the dictionary in the page's language. */
export interface MetricText {
  id: string;
  label: string;
  method: string;
  unit: string;
  nullRule: string | null;
}

export type MetricDictionary = Record<string, MetricText>;

const SUFFIX = { en: 'En', 'zh-Hant': 'ZhHant', 'zh-Hans': 'ZhHans' } as const;

/** The API gives its null rule in English; the registry that it was made from has the other languages. */
function nullRuleOf({ id, nullRule }: Metric, language: Language): string | null {
  if (nullRule === null || language === 'en') return nullRule;
  return known.find((metric) => metric.id === id)?.nullRule[language] ?? nullRule;
}

/** The API's dictionary in one language, by metric id. */
export function metricDictionary(metrics: Metric[], language: Language): MetricDictionary {
  const suffix = SUFFIX[language];
  return Object.fromEntries(
    metrics.map((metric) => [
      metric.id,
      {
        id: metric.id,
        label: metric[`label${suffix}`],
        method: metric[`method${suffix}`],
        unit: metric.unit,
        nullRule: nullRuleOf(metric, language),
      },
    ]),
  );
}
