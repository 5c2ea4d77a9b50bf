import { expect, test } from 'vitest';
import { messages } from '../messages/messages.ts';
import { languages } from './language.ts';
import { sentenceGap } from './sentence-gap.ts';

test('sentences are parted by a space where their stop leaves none', () => {
  const joined = languages.map((language) =>
    ['a', 'b'].join(messages[language].punctuation.stop.trim() + sentenceGap({ language })),
  );
  expect(joined.sort()).toEqual(['a. b', 'a。b', 'a。b']);
});
