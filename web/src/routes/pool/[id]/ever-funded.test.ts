import { expect, test } from 'vitest';
import { everFunded } from './ever-funded.ts';

const depth = (askUsd: string | null) => [{ delta: '0.02', askUsd, bidUsd: '0' }];

test('a pool was funded unless every hour says zero of everything', () => {
  expect(everFunded([{ tvlUsd: '0.00', depth: depth('0') }])).toBe(false);
  expect(
    everFunded([
      { tvlUsd: '0', depth: depth('0') },
      { tvlUsd: '3.5', depth: depth('0') },
    ]),
  ).toBe(true);
  expect(everFunded([{ tvlUsd: '0', depth: depth('0.01') }])).toBe(true);
});

test('what is not known may have been something', () => {
  expect(everFunded([{ tvlUsd: null, depth: depth('0') }])).toBe(true);
  expect(everFunded([{ tvlUsd: '0', depth: depth(null) }])).toBe(true);
});
