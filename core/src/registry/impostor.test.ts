import { describe, expect, it } from 'vitest';
import { impostorOf } from './impostor.ts';

const ELSEWHERE = '0x00000000000000000000000000000000000000ff';
const idsOf = (symbol: string) => impostorOf('base', ELSEWHERE, symbol)?.assets.map((asset) => asset.id) ?? null;

describe('impostorOf', () => {
  it('knows a registered symbol at another address, in any letter case', () => {
    expect(impostorOf('base', ELSEWHERE, 'TSLAx')).toMatchObject({ likeness: 'same', shown: 'TSLAx' });
    expect(idsOf('tslaX')).toEqual(['xstocks:TSLAx']);
    expect(idsOf('wTSLAx')).toEqual(['xstocks:TSLAx']);
  });

  it('names every asset whose symbol it takes', () => {
    expect(idsOf('MSTR')).toEqual(['robinhood:MSTR', 'backpack:MSTR']);
  });

  it.each([
    ['Cyrillic letters', 'ТSLАх'],
    ['Greek letters', 'ΤSLΑx'],
    ['full width', 'ＴＳＬＡｘ'],
    ['an accent', 'TSLÁx'],
    ['zero-width characters', 'TS\u200bLA\u200dx'],
    ['a bidirectional override', '\u202eTSLAx'],
    ['a digit', 'TS1Ax'],
    ['a dollar sign', 'T$LAx'],
  ])('sees through %s', (_, symbol) => {
    expect(impostorOf('base', ELSEWHERE, symbol)).toMatchObject({ likeness: 'look-alike' });
    expect(idsOf(symbol)).toEqual(['xstocks:TSLAx']);
  });

  it('shows the symbol without what a reader cannot see', () => {
    expect(impostorOf('base', ELSEWHERE, '\u202eTS\u200bLAx')!.shown).toBe('TSLAx');
  });

  it('leaves registered tokens, quote tokens and other symbols alone', () => {
    expect(impostorOf('solana', 'XsDoVfqeBukxuZHWhdvWHBhgEHjGNst4MLodqsJHzoB', 'TSLAx')).toBeNull();
    expect(impostorOf('solana', 'EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v', 'USDC')).toBeNull();
    expect([idsOf('WIF'), idsOf(''), idsOf('TSLAxx')]).toEqual([null, null, null]);
  });

  it('tells one chain’s token from the same address on another', () => {
    const tslac = '0xb2000000000000000000001e800a7f5189430cd0';
    expect(impostorOf('base', tslac, 'TSLAc')).toBeNull();
    expect(impostorOf('arbitrum', tslac, 'TSLAc')).toMatchObject({ likeness: 'same' });
  });
});
