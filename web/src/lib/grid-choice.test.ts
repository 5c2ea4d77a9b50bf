import { expect, test } from 'vitest';
import { DELTAS, readGridChoice } from './grid-choice.ts';

test('any δ and size of the grid can be chosen, and nothing else', () => {
  const read = (text: string) => readGridChoice(new URLSearchParams(text));
  expect(read('')).toEqual({ delta: '0.02', sizeUsd: 10_000 });
  expect(read('delta=0.001&size=100000')).toEqual({ delta: '0.001', sizeUsd: 100_000 });
  expect(read('delta=0.3&size=<script>')).toEqual({ delta: '0.02', sizeUsd: 10_000 });
  expect(DELTAS).toEqual(['0.001', '0.005', '0.01', '0.02', '0.05', '0.1']);
});
