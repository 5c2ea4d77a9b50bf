import type { Messages } from '../messages/en.ts';

/** Names in a row, as the language joins them: `Solana, Base and Ink`. */
export function listText(names: readonly string[], { punctuation }: Pick<Messages, 'punctuation'>): string {
  const [before, last] = [names.slice(0, -1), names.slice(-1)];
  return [...(before.length > 0 ? [before.join(punctuation.list)] : []), ...last].join(punctuation.and);
}
