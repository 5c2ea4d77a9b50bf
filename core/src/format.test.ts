import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatter, UNKNOWN } from './format.ts';
import { locales } from './locale.ts';

const en = formatter('en');
const hant = formatter('zh-Hant');
const hans = formatter('zh-Hans');

describe('formatter', () => {
  it('writes dollars short, in each language’s own steps', () => {
    expect([en, hant, hans].map((format) => format.usd('1338000'))).toEqual(['$1.34M', '$134萬', '$134万']);
    expect(en.usd('-1234.5')).toBe('-$1.23K');
    expect(en.usd('0.0042')).toBe('$0.0042');
    expect(en.usd('0')).toBe('$0');
  });

  it('pads what it rounded to three digits, and leaves what is round by itself', () => {
    expect(['85012.3', '85000', '4299999.9', '1000', '29.96', '30'].map((value) => en.usd(value))).toEqual([
      '$85.0K',
      '$85K',
      '$4.30M',
      '$1K',
      '$30.0',
      '$30',
    ]);
    expect([en.compact('0.0010004'), en.compact(1_200_300), en.compact(20_000n)]).toEqual(['0.00100', '1.20M', '20K']);
    fc.assert(
      fc.property(fc.bigInt({ min: 1_001n, max: 9n * 10n ** 14n }), (value) => {
        fc.pre(value.toString().replace(/0+$/, '').length > 3);
        expect(en.usd(value).replace(/\D/g, '')).toHaveLength(3);
      }),
    );
  });

  it('writes every digit of a large sum', () => {
    expect(en.usdFull('123456789012345678901234.565')).toBe('$123,456,789,012,345,678,901,234.57');
    expect(hant.usdFull('1338000.25')).toBe('$1,338,000.25');
    expect(en.usdWhole('1337995.54')).toBe('$1,337,996');
    expect(en.integer(123456789012345678901234567890n)).toBe('123,456,789,012,345,678,901,234,567,890');
    expect(en.amount('0.000000000000000000123456789012345678')).toBe('0.000000000000000000123456789012345678');
  });

  it('writes prices with the digits that matter', () => {
    expect(en.usdPrice('447.7632')).toBe('$447.763');
    expect(en.usdPrice('0.000012345678')).toBe('$0.0000123457');
    expect(en.usdPrice('300')).toBe('$300.000');
  });

  it('writes raw token units exactly', () => {
    expect(en.amountRaw(4466643n, 8)).toBe('0.04466643');
    expect(en.amountRaw('1234567000000000000000000', 18)).toBe('1,234,567');
    expect(en.amountRaw(1n, null)).toBe(UNKNOWN);
    expect(['0.7514118', '2', '1.123456789'].map((value) => en.amount(value, 8))).toEqual([
      '0.75141180',
      '2.00000000',
      '1.123456789',
    ]);
  });

  it('writes counts', () => {
    expect(en.integer(17_879)).toBe('17,879');
    expect([en, hant, hans].map((format) => format.compact(17_879))).toEqual(['17.9K', '1.79萬', '1.79万']);
  });

  it('writes shares as percent and basis points', () => {
    expect(en.percent('0.12345678901234567')).toBe('12.35%');
    expect(en.percent('0.5', 0)).toBe('50%');
    expect(en.percent('-0.00000001')).toBe('0.00%');
    expect(['0.1', '-0.1', '0'].map((share) => en.percentChange(share))).toEqual(['+10.00%', '-10.00%', '0.00%']);
    expect([en.percent('0.003'), en.percent('0.0025'), en.percent('1', 1)]).toEqual(['0.30%', '0.25%', '100.0%']);
    expect([en, hant, hans].map((format) => format.bps('0.0036'))).toEqual(['36 bps', '36 個基點', '36 个基点']);
    expect(en.bps('0.000025')).toBe('0.3 bps');
  });

  it('writes steps of an axis with no more places than they have', () => {
    expect(['0.1', '0.005', '0.0001', '0'].map((share) => en.percentStep(share))).toEqual([
      '10%',
      '0.5%',
      '0.01%',
      '0%',
    ]);
    expect(['0.1', '-0.005', '0'].map((share) => en.percentChangeStep(share))).toEqual(['+10%', '-0.5%', '0%']);
  });

  it('writes dates in UTC whatever the zone of the reader', () => {
    expect([en, hant, hans].map((format) => format.date('2025-06-30'))).toEqual([
      'Jun 30, 2025',
      '2025年6月30日',
      '2025年6月30日',
    ]);
    expect(en.date('2025-06-30T23:59:59Z')).toBe('Jun 30, 2025');
    expect(en.dateTime('2025-06-30T00:04:05Z')).toBe('Jun 30, 2025, 00:04:05 UTC');
    expect(hans.dateTime(new Date('2025-06-30T15:04:05Z'))).toBe('2025年6月30日 15:04:05 UTC');
  });

  it('writes durations in their two largest units', () => {
    expect(en.duration(0)).toBe('0 sec');
    expect(en.duration(59)).toBe('59 sec');
    expect(en.duration(125)).toBe('2 min 5 sec');
    expect(en.duration(3_600)).toBe('1 hr');
    expect(en.duration(90_061)).toBe('1 day 1 hr');
    expect(hant.duration(7_500)).toBe('2 小時 5 分鐘');
    expect(hans.duration(7_500)).toBe('2小时 5分钟');
  });

  it('writes the unknown as a dash and zero as zero, in every language', () => {
    for (const format of locales.map(formatter)) {
      const written = [
        format.usd(null),
        format.usdFull(null),
        format.usdWhole(null),
        format.usdPrice(null),
        format.integer(null),
        format.compact(null),
        format.amount(null),
        format.amountRaw(null, 6),
        format.percent(null),
        format.percentChange(null),
        format.percentStep(null),
        format.percentChangeStep(null),
        format.bps(null),
        format.date(null),
        format.dateTime(null),
        format.duration(null),
      ];
      expect(new Set(written)).toEqual(new Set([UNKNOWN]));
      expect([format.usd('0'), format.integer(0), format.percent('0', 0)]).toEqual(['$0', '0', '0%']);
    }
  });
});
