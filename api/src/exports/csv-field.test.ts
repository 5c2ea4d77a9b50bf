import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvField, inertText } from './csv-field.ts';

describe('numbers', () => {
  test.each([
    ['decimal', '-123.45'],
    ['decimal', '0.000000000000000000000000000001'],
    ['integer', '115792089237316195423570985008687907853269984665640564039457584007913129639935'],
    ['day', '2025-06-30'],
    ['instant', '2025-06-30T12:00:00Z'],
  ] as const)('%s %s passes exactly', (type, value) => {
    expect(csvField(type, value)).toEqual({ value, quoted: false });
  });

  test.each(['1e21', 'NaN', 'Infinity', '1,5', '=1', '', ' 1', '1.', '0x10'])('%j is refused', (value) => {
    expect(() => csvField('decimal', value)).toThrow(/not of type/);
  });

  test('unknown is an empty field, an empty text is a quoted one', () => {
    expect(csvField('decimal', null)).toEqual({ value: '', quoted: false });
    expect(csvField('text', '')).toEqual({ value: '', quoted: true });
  });
});

describe('C09 text', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['  =1+1', "'  =1+1"],
    ['\u00a0@SUM(A1)', "'\u00a0@SUM(A1)"],
    ['\ufeff-1', "'-1"],
    ['\u202e=x', "'=x"],
    ['＋1', "'＋1"],
    ['﹣1', "'﹣1"],
    ['\u22121', "'\u22121"],
    ['\n=1', "'=1"],
    ['a\u0000b\r\nc\td', 'abcd'],
    ['TSLAx', 'TSLAx'],
    ['特斯拉', '特斯拉'],
    ['O\'Brien, "x"', 'O\'Brien, "x"'],
  ])('%j becomes %j', (text, inert) => {
    expect(inertText(text)).toBe(inert);
  });

  test('no text begins with a formula, and none has an unseen character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const inert = inertText(text);
        expect(inert).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
        expect(inert.trimStart().normalize('NFKC')).not.toMatch(/^\s*[=+\-@\u2212]/);
      }),
    );
  });
});
