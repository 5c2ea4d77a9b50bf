import { metrics as dictionary } from '@tokentape/core/metrics/metrics.ts';

/** The dictionary as core writes it. */
export function metrics() {
  return dictionary.map(({ id, unit, label, method, nullRule }) => ({
    id,
    unit,
    labelEn: label.en,
    labelZhHant: label['zh-Hant'],
    labelZhHans: label['zh-Hans'],
    methodEn: method.en,
    methodZhHant: method['zh-Hant'],
    methodZhHans: method['zh-Hans'],
    nullRule: nullRule.en,
  }));
}
