import { readFileSync } from 'node:fs';
import { keccak_256 } from '@noble/hashes/sha3.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { base58 } from '@scure/base';
import { expect, it } from 'vitest';
import { permanentDelegates } from './permanent-delegates.ts';
import { primaryMarkets, primaryMarketsOf } from './primary-markets.ts';
import { findQuote, getChain, issuers, tokensOf } from './registry.ts';

it('names markets of issuers that have tokens on the chain, each address once', () => {
  for (const { chain, issuer, source } of primaryMarkets) {
    expect(tokensOf(chain).some((found) => found.issuer.id === issuer)).toBe(true);
    expect(getChain(chain).indexed).toBe(true);
    expect(source).not.toBe('');
  }
  const keys = primaryMarkets.map(({ chain, address }) => `${chain}:${address}`);
  expect(new Set(keys).size).toBe(keys.length);
  expect(primaryMarketsOf('arbitrum').map(({ venue }) => venue)).toEqual(['dinari']);
});

it('settles in dollars that the chain knows', () => {
  for (const { chain, settlement } of primaryMarkets) {
    if (settlement !== null) expect(findQuote(chain, settlement)?.peg).toBe('usd');
  }
});

it('writes addresses with their checksum, or as 32 bytes', () => {
  const text = readFileSync(new URL('./primary-markets.ts', import.meta.url), 'utf8');
  const written = text.match(/0x[0-9a-fA-F]{40}\b/g) ?? [];
  expect(written.length).toBe(7);
  for (const address of written) {
    const hex = address.slice(2).toLowerCase();
    const hash = bytesToHex(keccak_256(utf8ToBytes(hex)));
    expect(address).toBe(
      `0x${[...hex].map((char, i) => (Number.parseInt(hash[i]!, 16) >= 8 ? char.toUpperCase() : char)).join('')}`,
    );
  }
  const keys = primaryMarkets
    .filter(({ chain }) => chain === 'solana')
    .flatMap(({ address, settlement }) => [address, settlement!]);
  for (const key of [...keys, ...permanentDelegates.map(({ address }) => address)])
    expect(base58.decode(key).length).toBe(32);
});

it('names permanent delegates of issuers that the registry has', () => {
  for (const { issuer } of permanentDelegates) expect(issuers.some(({ id }) => id === issuer)).toBe(true);
});
