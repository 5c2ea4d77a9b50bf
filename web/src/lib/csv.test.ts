import { expect, test } from 'vitest';
import { csvText, numberCell, textCell } from './csv.ts';

test.each([
  ['TSLAx', '"TSLAx"'],
  ['=HYPERLINK("x")', '"\'=HYPERLINK(""x"")"'],
  ['\u202e=1+1', '"\'=1+1"'],
  ['＝1', '"\'＝1"'],
  ['a,b\r\n"c"', '"a,b""c"""'],
  ['', '""'],
])('%j is text and never a formula', (text, cell) => {
  expect(textCell(text)).toBe(cell);
});

test('numbers keep every digit and their sign; unknown is empty; nothing else passes', () => {
  expect([numberCell('-123.450'), numberCell(0), numberCell(null)]).toEqual(['-123.450', '0', '']);
  expect(() => numberCell('1e21')).toThrow('no plain decimal');
  expect(() => numberCell('=1')).toThrow('no plain decimal');
});

test('a line feed ends each row', () => {
  expect(
    csvText([
      ['a', 'b'],
      ['1', ''],
    ]),
  ).toBe('a,b\n1,\n');
});
