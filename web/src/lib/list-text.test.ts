import { expect, test } from 'vitest';
import { messages } from '../messages/messages.ts';
import { listText } from './list-text.ts';

test('names are joined as each language joins them', () => {
  const names = ['Solana', 'Base', 'Ink'];
  expect(
    Object.values(messages)
      .map((m) => listText(names, m))
      .sort(),
  ).toEqual(['Solana, Base and Ink', 'Solana、Base 与 Ink', 'Solana、Base 與 Ink']);
  expect([[], ['Solana'], ['Solana', 'Ink']].map((some) => listText(some, messages.en))).toEqual([
    '',
    'Solana',
    'Solana and Ink',
  ]);
});
