import { metrics } from '@tokentape/core/metrics/metrics.ts';
import { expect, test } from 'vitest';
import type { Metric } from './api/types.ts';
import { metricDictionary } from './metric-dictionary.ts';

const answer = (id: string, nullRule: string | null): Metric => ({
  id,
  unit: 'usd',
  labelEn: 'Volume',
  labelZhHant: '成交額',
  labelZhHans: '成交额',
  methodEn: 'Dollars.',
  methodZhHant: '美元。',
  methodZhHans: '美元。',
  nullRule,
});

test('every text is in the language of the page, the null rule too', () => {
  const rule = metrics.find(({ id }) => id === 'depth')?.nullRule;
  const { depth } = metricDictionary([answer('depth', rule?.en ?? null)], 'zh-Hant');
  expect(depth).toMatchObject({ label: '成交額', method: '美元。', nullRule: rule?.['zh-Hant'] });
});

test('a rule of a metric that this build does not know is shown as the API gives it', () => {
  expect(metricDictionary([answer('new-metric', 'Null at night.')], 'zh-Hans')['new-metric']?.nullRule).toBe(
    'Null at night.',
  );
});
