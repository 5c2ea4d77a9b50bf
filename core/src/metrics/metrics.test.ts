import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { locales } from '../locale.ts';
import { findToken, issuers } from '../registry/registry.ts';
import { DEPTH_DELTAS_BPS, SLIPPAGE_SIZES_USD } from './liquidity-grid.ts';
import { getMetric, metrics } from './metrics.ts';
import { publishedFigures } from './published.ts';

describe.each(metrics.map((metric) => [metric.id, metric] as const))('metric %s', (id, metric) => {
  it('has an id for addresses and columns', () => {
    expect(id).toMatch(/^[a-z][a-z0-9-]*$/);
    expect(getMetric(id)).toBe(metric);
  });

  it('says in every language what it is, how it is made and when it is null', () => {
    for (const text of [metric.label, metric.method, metric.nullRule]) {
      expect(Object.keys(text).sort()).toEqual([...locales].sort());
      for (const locale of locales) expect(text[locale].trim()).not.toBe('');
    }
    expect(metric.method.en).toMatch(/^[A-Z].*\.$/);
    for (const text of [metric.method, metric.nullRule]) {
      expect(text['zh-Hant']).toMatch(/。$/);
      expect(text['zh-Hans']).toMatch(/。$/);
    }
  });

  it('keeps the scripts apart', () => {
    for (const text of [metric.label, metric.method, metric.nullRule]) {
      expect(text['zh-Hant']).not.toMatch(/[为时额笔数价无没两边资动态对应据]/);
      expect(text['zh-Hans']).not.toMatch(/[為時間額筆數價無沒兩邊資動態對應據]/);
    }
  });
});

describe('dictionary', () => {
  it('has every metric file once', () => {
    const files = readdirSync(new URL('.', import.meta.url), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .filter((file) => readFileSync(new URL(file, import.meta.url), 'utf8').includes(': Metric = {'));
    expect(files.map((file) => file.replace(/^.*\//, '').replace('.ts', '')).sort()).toEqual(
      metrics.map((metric) => metric.id).sort(),
    );
    expect(() => getMetric('profit')).toThrow(/No metric "profit"/);
  });
});

describe('liquidity grid', () => {
  it('ascends', () => {
    expect([...DEPTH_DELTAS_BPS]).toEqual([...DEPTH_DELTAS_BPS].sort((a, b) => a - b));
    expect([...SLIPPAGE_SIZES_USD]).toEqual([...SLIPPAGE_SIZES_USD].sort((a, b) => a - b));
  });
});

describe('published figures', () => {
  it('name assets of the registry, days of the launch and a source', () => {
    const known = new Set(issuers.flatMap((issuer) => issuer.assets.map((asset) => asset.id)));
    for (const figure of publishedFigures) {
      expect(figure.asset === null || known.has(figure.asset)).toBe(true);
      expect(figure.day).toMatch(/^2025-0(6-30|7-0[1-3])$/);
      expect(figure.source).not.toBe('');
    }
    expect(findToken('solana', 'XsDoVfqeBukxuZHWhdvWHBhgEHjGNst4MLodqsJHzoB')?.asset.id).toBe('xstocks:TSLAx');
  });

  it('leave room for the rest of the tickers', () => {
    const of = (asset: string | null) =>
      publishedFigures.find(
        (figure) => figure.day === '2025-07-01' && figure.quantity === 'volume' && figure.asset === asset,
      )!;
    const named = ['xstocks:TSLAx', 'xstocks:SPYx', 'xstocks:CRCLx'].map((asset) => Number(of(asset).value));
    expect(Number(of(null).value) - named.reduce((a, b) => a + b, 0)).toBe(2_460_000);
  });
});
