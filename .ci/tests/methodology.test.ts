import { expect, it } from 'vitest';
import { definitions } from '../../core/src/definitions/definitions.ts';
import { metrics } from '../../core/src/metrics/metrics.ts';

const page = [
  '# Methodology',
  '',
  'What every number means. This page is written from `core/src/metrics`; the API, the CSV dictionary and the tooltips of the',
  'dashboard read the same sentences there.',
  ...metrics.flatMap(({ id, unit, label, method, nullRule }) => [
    '',
    `## ${label.en} · ${label['zh-Hant']} · ${label['zh-Hans']}`,
    '',
    `\`${id}\`, unit: ${unit}. ${method.en} ${nullRule.en}`,
    '',
    `> ${method['zh-Hant']} ${nullRule['zh-Hant']}`,
  ]),
  '',
  '# Counting rules',
  '',
  'The same window under other rules, from `core/src/definitions`; the API’s `definitions` answers under all of them, with the',
  'bridge between any two.',
  ...definitions.flatMap(({ id, label, method, source }) => [
    '',
    `## ${label.en} · ${label['zh-Hant']} · ${label['zh-Hans']}`,
    '',
    `\`${id}\`. ${method.en}${source === null ? '' : ` Source: <${source}>`}`,
    '',
    `> ${method['zh-Hant']}`,
  ]),
  '',
].join('\n');

it('docs/methodology.md says what core/src/metrics says (rewrite it with `test -u`)', async () => {
  await expect(page).toMatchFileSnapshot('../../docs/methodology.md');
});
