import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sum } from '../decimal.ts';
import { bridgeSteps } from './bridge.ts';
import type { DefinitionSums } from './definition-sums.ts';
import { definitionIds, definitions } from './definitions.ts';

/**
 * A route over two pools (100 and 60 USD, one trade of 160), a relayed passthrough (50 twice, another wallet), a
 * stock-for-stock fill of 30, a small pool's fill of 10 and a trade that is half unpriced (7 known).
 */
const sums: DefinitionSums = {
  fills: 8,
  fillsUsd: '307',
  transactions: 6,
  owners: 5,
  signersOnly: 1,
  ownersOnly: 2,
  flaggedDayFills: 2,
  flaggedDayUsd: '100',
  smallPoolFills: 1,
  smallPoolUsd: '10',
  secondLegs: 1,
  secondLegsUsd: '30',
  passthroughLegs: 2,
  passthroughUsd: '100',
  passthroughTraders: 1,
  nettedLegs: 2,
  nettedUsd: '0',
  unpricedUsd: '7',
  onceUsd: '30',
  flaggedUsd: '20',
};

const total = (from: (typeof definitionIds)[number], to: (typeof definitionIds)[number]) => {
  const steps = bridgeSteps(from, to, sums);
  return {
    volumeUsd: sum(steps.map(({ volumeUsd }) => volumeUsd)),
    count: steps.reduce((all, { count }) => all + count, 0),
    traders: steps.reduce((all, { traders }) => all + traders, 0),
  };
};

it('leads from fills to every rule by what each adds and removes', () => {
  expect(total('fills', 'dune')).toEqual({ volumeUsd: '0', count: 0, traders: -1 });
  expect(total('fills', 'transactions')).toEqual({ volumeUsd: '0', count: -2, traders: -1 });
  expect(total('fills', 'defillama')).toEqual({ volumeUsd: '-110', count: -3, traders: 0 });
  expect(total('fills', 'trades')).toEqual({ volumeUsd: '-77', count: -3, traders: -1 });
  expect(total('trades', 'tokentape')).toEqual({ volumeUsd: '-30', count: 0, traders: 0 });
  expect(bridgeSteps('trades', 'tokentape', sums).map(({ id }) => id)).toEqual(['once']);
  expect(bridgeSteps('tokentape', 'tokentape-adjusted', sums).map(({ volumeUsd }) => volumeUsd)).toEqual(['-20']);
  expect(bridgeSteps('dune', 'dune', sums)).toEqual([]);
});

it('takes the same way back, and any detour adds up to the direct way', () => {
  const rule = fc.constantFrom(...definitionIds);
  fc.assert(
    fc.property(rule, rule, rule, (a, b, c) => {
      const [direct, one, two] = [total(a, c), total(a, b), total(b, c)];
      expect(sum([one.volumeUsd, two.volumeUsd])).toBe(direct.volumeUsd);
      expect([one.count + two.count, one.traders + two.traders]).toEqual([direct.count, direct.traders]);
    }),
  );
});

it('says every rule in three languages, and where another house states its own', () => {
  for (const { id, label, method, source } of definitions) {
    for (const text of [label, method]) expect(Object.values(text).every((each) => each.length > 1)).toBe(true);
    expect(source !== null).toBe(id === 'dune' || id === 'defillama');
  }
});
