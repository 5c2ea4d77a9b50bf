import { expect, test } from 'vitest';
import { bridgeStart, readDefinition } from './definition.ts';

test('the address names a rule; what it does not know is ours', () => {
  expect(readDefinition(new URLSearchParams('definition=dune'))).toBe('dune');
  expect(readDefinition(new URLSearchParams('definition=%3Cscript%3E'))).toBe('tokentape');
  expect(readDefinition(new URLSearchParams())).toBe('tokentape');
});

test('the bridge leads to ours, from the fills when ours is chosen', () => {
  expect(bridgeStart('tokentape')).toBe('fills');
  expect(bridgeStart('defillama')).toBe('defillama');
});
