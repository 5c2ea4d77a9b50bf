import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { groupsOf, inLanes } from './lanes.ts';

test('groups hold every item once, in order, and are as full as their weight allows', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 12 })), fc.integer({ min: 1, max: 20 }), (weights, most) => {
      const weight = (group: readonly number[]) => group.reduce((total, own) => total + own, 0);
      const groups = groupsOf(weights, most, (own) => own);
      expect(groups.flat()).toEqual(weights);
      for (const [index, group] of groups.entries()) {
        expect(group.length === 1 || weight(group) <= most).toBe(true);
        const next = groups[index + 1];
        if (next) expect(weight(group) + (next[0] as number)).toBeGreaterThan(most);
      }
    }),
  );
});

test('answers come in the order of the items, and no more are worked on at once than there are lanes', async () => {
  let [busy, most] = [0, 0];
  const answers = await inLanes([30, 1, 20, 2, 10], 2, async (turns) => {
    busy += 1;
    most = Math.max(most, busy);
    for (let at = 0; at < turns; at += 1) await turn();
    busy -= 1;
    return `after ${turns}`;
  });
  expect(answers).toEqual(['after 30', 'after 1', 'after 20', 'after 2', 'after 10']);
  expect(most).toBe(2);
});

test('what goes wrong with one item is told', async () => {
  const work = (item: number) => (item === 2 ? Promise.reject(new Error('no second')) : Promise.resolve(item));
  await expect(inLanes([1, 2, 3], 2, work)).rejects.toThrow('no second');
});
