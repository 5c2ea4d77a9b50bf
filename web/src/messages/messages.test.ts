import { describe, expect, test } from 'vitest';
import { en } from './en.ts';
import { messages } from './messages.ts';

type Leaf = string | ((...args: string[]) => string);

/** Every text by its dotted path. */
function leaves(value: unknown, path = ''): Map<string, Leaf> {
  if (typeof value === 'string' || typeof value === 'function') return new Map([[path, value as Leaf]]);
  return new Map(Object.entries(value as object).flatMap(([key, child]) => [...leaves(child, `${path}.${key}`)]));
}

const english = leaves(en);

describe.each(Object.entries(messages))('%s', (language, texts) => {
  const own = leaves(texts);

  test('has exactly the keys of English', () => {
    expect([...own.keys()].sort()).toEqual([...english.keys()].sort());
  });

  test('has no empty text', () => {
    const empty = [...own].filter(([, text]) => typeof text === 'string' && text.trim() === '').map(([key]) => key);
    expect(empty).toEqual([]);
  });

  test('fills in everything that varies', () => {
    for (const [key, text] of own) {
      if (typeof text !== 'function') continue;
      const values = Array.from({ length: text.length }, (_, index) => `«${index}»`);
      const filled = text(...values);
      for (const value of values) expect(filled, `${language}${key}`).toContain(value);
    }
  });

  test('is written in its own script', () => {
    const text = [...own.values()].filter((leaf) => typeof leaf === 'string').join('');
    const han = /\p{Script=Han}/u.test(text);
    expect(han).toBe(language !== 'en');
    // 这 and 這 never stand in for each other.
    expect(text.includes('这')).toBe(language === 'zh-Hans');
    expect(text.includes('這')).toBe(language === 'zh-Hant');
  });
});
