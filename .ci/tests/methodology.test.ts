import { expect, it } from 'vitest';
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
].join('\n');

it('docs/methodology.md says what core/src/metrics says (rewrite it with `test -u`)', async () => {
  await expect(page).toMatchFileSnapshot('../../docs/methodology.md');
});
