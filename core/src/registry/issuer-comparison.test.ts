import { describe, expect, it } from 'vitest';
import { locales } from '../locale.ts';
import { comparisonAspects, issuerComparison } from './issuer-comparison.ts';
import { issuers } from './registry.ts';

describe('issuer comparison', () => {
  it('has one row for every issuer of the registry', () => {
    expect(issuerComparison.map((row) => row.issuer).sort()).toEqual(issuers.map((issuer) => issuer.id).sort());
  });

  it.each(issuerComparison.map((row) => [row.issuer, row] as const))('%s is told with dates and sources', (_, row) => {
    const statements = comparisonAspects.flatMap((aspect) => row[aspect]);
    expect(statements.length).toBeGreaterThan(0);
    for (const statement of statements) {
      for (const locale of locales) expect(statement.text[locale]).not.toBe('');
      expect(statement.asOf).toMatch(/^20\d\d-(0[1-9]|1[0-2])$/);
      expect(statement.source).not.toBe('');
    }
  });

  it('says of an issuer without tokens that nothing is measured', () => {
    const without = issuers.filter((issuer) => issuer.assets.length === 0).map((issuer) => issuer.id);
    expect(without).toEqual(['stablestocks']);
    for (const id of without) {
      const row = issuerComparison.find((known) => known.issuer === id)!;
      expect(row.weaknesses.map((weakness) => weakness.text.en).join(' ')).toContain('nothing of it is measured');
    }
  });

  it('counts tokens as the registry does', () => {
    const ondo = issuers.find((issuer) => issuer.id === 'ondo')!;
    const on = (chain: string) =>
      ondo.assets.flatMap((asset) => asset.tokens).filter((token) => token.chain === chain).length;
    expect([on('ethereum'), on('bnb'), on('solana')]).toEqual([443, 443, 206]);
    const xstocks = issuers.find((issuer) => issuer.id === 'xstocks')!;
    expect(new Set(xstocks.assets.flatMap((asset) => asset.tokens.map((token) => token.chain))).size).toBe(1 + 8);
    const mirror = issuers.find((issuer) => issuer.id === 'mirror')!;
    expect(mirror.assets.length).toBe(12);
  });
});
