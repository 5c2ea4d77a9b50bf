import { existsSync, readFileSync } from 'node:fs';
import { keccak_256 } from '@noble/hashes/sha3.js';
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { base58 } from '@scure/base';
import { describe, expect, it } from 'vitest';
import type { ChainId } from '../facts/chain.ts';
import { evmDexes } from './dexes/evm.ts';
import { chains, dexes, findDex, findQuote, findToken, getChain, issuers, tokensOf } from './registry.ts';
import { routers } from './routers.ts';

const unitRules = ['raw-stable', 'rebasing', 'wrapper', 'plain', 'unknown'];
const everyToken = issuers.flatMap((issuer) =>
  issuer.assets.flatMap((asset) => asset.tokens.map((token) => ({ issuer, asset, token }))),
);

function checksummed(address: string): string {
  const hex = address.slice(2).toLowerCase();
  const hash = bytesToHex(keccak_256(utf8ToBytes(hex)));
  return `0x${[...hex].map((char, i) => (Number.parseInt(hash[i]!, 16) >= 8 ? char.toUpperCase() : char)).join('')}`;
}

const isAddress = (chain: ChainId, address: string): boolean =>
  getChain(chain).kind === 'evm' ? /^0x[0-9a-f]{40}$/.test(address) : base58.decode(address).length === 32;

const doubles = (keys: string[]): string[] => keys.filter((key, i) => keys.indexOf(key) !== i);
const sorted = (keys: string[]): string[] => [...new Set(keys)].sort();

/** Addresses as the data files write them, before they are lowered. */
function storedAddresses(): string[] {
  const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
  const files = [
    ...issuers.filter((issuer) => issuer.assets.length > 0).map((issuer) => `./issuers/${issuer.id}.tokens.json`),
    ...chains.map((chain) => `./chains/${chain.id}.ts`),
    './dexes/evm.ts',
  ];
  return files.flatMap((file) => read(file).match(/0x[0-9a-fA-F]{40}\b/g) ?? []);
}

describe('registry', () => {
  it('gives every address in its chain’s own form', () => {
    const wrong = [
      ...everyToken.flatMap(({ token }) =>
        [token.address, token.wraps, token.feed].map((address) => [token.chain, address] as const),
      ),
      ...chains.flatMap((chain) => chain.quotes.map((quote) => [chain.id, quote.address] as const)),
      ...chains.map((chain) => [chain.id, chain.wrappedNative] as const),
      ...dexes.flatMap((dex) => dex.deployments.map((at) => [at.chain, at.address] as const)),
      ...issuers.flatMap((issuer) => issuer.treasuries.map((at) => [at.chain, at.address] as const)),
      ...routers.map((router) => [router.chain, router.address] as const),
    ].filter(([chain, address]) => address !== null && !isAddress(chain, address));
    expect(wrong).toEqual([]);
  });

  it('stores EVM addresses with a valid EIP-55 checksum', () => {
    const stored = storedAddresses();
    expect(stored.length).toBeGreaterThan(4_000);
    expect(stored.filter((address) => address !== checksummed(address))).toEqual([]);
  });

  it('has one token per chain and address, and no stock token that is a quote token', () => {
    const keys = everyToken.map(({ token }) => `${token.chain}:${token.address}`);
    expect(sorted(keys).length).toBe(keys.length);
    const stocks = everyToken.filter(({ asset }) => asset.class !== 'cash');
    expect(stocks.filter(({ token }) => findQuote(token.chain, token.address))).toEqual([]);
  });

  it('has unique ids, and asset ids made of issuer and symbol', () => {
    expect(doubles(chains.map((chain) => chain.id))).toEqual([]);
    expect(doubles(issuers.map((issuer) => issuer.id))).toEqual([]);
    expect(doubles(dexes.map((dex) => dex.id))).toEqual([]);
    const assets = issuers.flatMap((issuer) => issuer.assets.map((asset) => ({ issuer, asset })));
    expect(assets.filter(({ issuer, asset }) => asset.id !== `${issuer.id}:${asset.symbol}`)).toEqual([]);
    expect(new Set(assets.map(({ asset }) => asset.id)).size).toBe(assets.length);
    expect(assets.filter(({ asset }) => !['listed', 'private', 'cash'].includes(asset.class))).toEqual([]);
    expect(assets.filter(({ asset }) => asset.tokens.length === 0)).toEqual([]);
  });

  it('keeps tokens of one ticker apart by address', () => {
    const tsla = everyToken.filter(({ asset }) => asset.underlying === 'TSLA');
    expect(sorted(tsla.map(({ issuer }) => issuer.id)).length).toBeGreaterThan(5);
    for (const { asset, token } of tsla) expect(findToken(token.chain, token.address)?.asset.id).toBe(asset.id);
  });

  it('knows units, decimals and a source of every token, or says that it does not', () => {
    const wrong = everyToken.filter(
      ({ token }) =>
        !unitRules.includes(token.unitRule) ||
        !(token.decimals === null || (Number.isInteger(token.decimals) && token.decimals >= 0)) ||
        token.source === '',
    );
    expect(wrong).toEqual([]);
  });

  it('resolves what a wrapper wraps on its own chain, within its asset', () => {
    const wrappers = everyToken.filter(({ token }) => token.wraps !== null);
    expect(wrappers.length).toBe(57);
    for (const { asset, token } of wrappers) {
      expect(token.unitRule).toBe('wrapper');
      expect(asset.tokens).toContain(findToken(token.chain, token.wraps!)?.token);
    }
  });

  it('places every token, deployment and treasury on a chain that it has', () => {
    const known = new Set(chains.map((chain) => chain.id));
    const used = [
      ...everyToken.map(({ token }) => token.chain),
      ...dexes.flatMap((dex) => dex.deployments.map((at) => at.chain)),
      ...issuers.flatMap((issuer) => issuer.treasuries.map((at) => at.chain)),
    ];
    expect(sorted(used).filter((id) => !known.has(id))).toEqual([]);
  });

  it('has one venue per factory or program', () => {
    const keys = dexes.flatMap((dex) => dex.deployments.map((at) => `${at.chain}:${at.address}`));
    expect(doubles(keys)).toEqual([]);
    expect(routers.filter((router) => findDex(router.chain, router.address))).toEqual([]);
    expect(evmDexes.filter((dex) => dex.deployments.length === 0).map((dex) => dex.id)).toEqual([]);
  });

  it('names no unclear sources', () => {
    expect(everyToken.filter(({ token }) => /public code public code|public code \//.test(token.source))).toEqual([]);
  });
});

describe('accessors', () => {
  it('finds TSLAx on Solana', () => {
    const found = findToken('solana', 'XsDoVfqeBukxuZHWhdvWHBhgEHjGNst4MLodqsJHzoB');
    expect(found?.asset).toMatchObject({ id: 'xstocks:TSLAx', underlying: 'TSLA' });
    expect(found?.token).toMatchObject({ symbol: 'TSLAx', decimals: 8, unitRule: 'raw-stable' });
    expect(sorted(found!.asset.tokens.map((token) => token.chain))).toContain('arbitrum');
    expect(tokensOf('solana')).toContainEqual(found);
  });

  it('compares EVM addresses in any letter case and Solana addresses exactly', () => {
    const found = findToken('base', '0xB2000000000000000000001E800A7F5189430CD0');
    expect(found?.asset.id).toBe('coinbase:TSLAc');
    expect(found?.token.feed).toBe('0xfaf869185383a24f8cb00e27bda6b63b9905dcb4');
    expect(findToken('solana', 'xsdovfqebukxuzhwhdvwhbhgehjgnst4mlodqsjhzob')).toBeUndefined();
  });

  it.each([
    ['solana', 'EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v', 'USDC', 6, 'usd'],
    ['solana', 'Es9vMFrzaCERmJfrF4H2FYD4KCoNkY11McCe8BenwNYB', 'USDT', 6, 'usd'],
    ['solana', 'So11111111111111111111111111111111111111112', 'WSOL', 9, 'native'],
    ['arbitrum', '0xaf88d065e77c8cC2239327C5EDb3A432268e5831', 'USDC', 6, 'usd'],
    ['base', '0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913', 'USDC', 6, 'usd'],
    ['robinhood', '0x5fc5360D0400a0Fd4f2af552ADD042D716F1d168', 'USDG', 6, 'usd'],
    ['ethereum', '0xdAC17F958D2ee523a2206206994597C13D831ec7', 'USDT', 6, 'usd'],
    ['bnb', '0x55d398326f99059fF775485246999027B3197955', 'USDT', 18, 'usd'],
    ['base', '0x0000000000000000000000000000000000000000', 'ETH', 18, 'native'],
  ])('knows the quote token %s %s', (chain, address, symbol, decimals, peg) => {
    expect(findQuote(chain, address)).toMatchObject({ symbol, decimals, peg });
  });

  it('takes cash in an issuer’s list for no stock', () => {
    expect(findToken('solana', 'ZPFtoCe7WWqG4N3ZFRccS8T9SMBeHsd1Vmgv2i7ondo')).toBeUndefined();
    const cash = issuers.flatMap((issuer) => issuer.assets).filter((asset) => asset.class === 'cash');
    expect(cash.map((asset) => asset.id)).toEqual(['ondo:USDY', 'ondo:USDon']);
  });

  it('finds venues by factory and by program', () => {
    expect(findDex('base', '0xf8f2eB4940CFE7d13603DDDD87f123820Fc061Ef')).toMatchObject({
      dex: { id: 'aerodrome-slipstream', decoder: 'slipstream' },
      deployment: { fromBlock: 44_394_724 },
    });
    expect(findDex('arbitrum', '0x1F98431c8aD98523631AE4a59f267346ea31F984')?.deployment.fromBlock).toBeNull();
    expect(findDex('solana', 'REALQqNEomY6cQGZJUGwywTBD2UmDT32rZcNnfxQ5N2')?.dex).toMatchObject({
      id: 'byreal',
      decoder: 'raydium-clmm',
    });
  });

  it('throws at an unknown chain, naming those it knows', () => {
    expect(() => getChain('moon')).toThrow(/Unknown chain "moon"; known are solana, arbitrum, base/);
  });
});

const facts = new URL('../../../../shared/facts/', import.meta.url);
const present = existsSync(facts);
if (!present) console.log('Skipped: ../shared/facts is absent, so the registry is not compared with the fact files.');

describe.skipIf(!present)('registry against the fact files', () => {
  const read = (name: string) => JSON.parse(readFileSync(new URL(name, facts), 'utf8'));
  const addressesOf = (issuer: string, solana: boolean) =>
    everyToken
      .filter((found) => found.issuer.id === issuer && (found.token.chain === 'solana') === solana)
      .map(({ token }) => `${getChain(token.chain).chainId ?? 'solana'}:${token.address}`)
      .sort();

  it('has every EVM token of every issuer', () => {
    const rows: { chainId: number; address: string; issuer: string; decimals: number }[] = read('evm-tokens.json');
    expect(rows.length).toBe(4_165);
    for (const name of new Set(rows.map((row) => row.issuer))) {
      const wanted = rows.filter((row) => row.issuer === name);
      expect(addressesOf(name.replace('(historical)', ''), false)).toEqual(
        wanted.map((row) => `${row.chainId}:${row.address.toLowerCase()}`).sort(),
      );
    }
    for (const row of rows) {
      const chain = chains.find((known) => known.chainId === row.chainId)!;
      const token = findToken(chain.id, row.address)?.token;
      if (token) expect(token.decimals).toBe(row.decimals);
    }
  });

  it('has every Solana mint of every issuer', () => {
    const rows: { mint: string; issuer: string; decimals: number | null }[] = read('solana-tokens.json').tokens;
    expect(rows.length).toBe(362);
    const ids: Record<string, string> = { Ondo: 'ondo', Backed: 'xstocks', Backpack: 'backpack', Remora: 'remora' };
    const idOf = (name: string) => ids[name.split(' ')[0]!] ?? name.split(' ')[0]!.toLowerCase();
    for (const id of new Set(rows.map((row) => idOf(row.issuer)))) {
      const wanted = rows.filter((row) => idOf(row.issuer) === id);
      expect(addressesOf(id, true)).toEqual(wanted.map((row) => `solana:${row.mint}`).sort());
    }
    for (const row of rows) {
      const token = findToken('solana', row.mint)?.token;
      if (token) expect(token.decimals).toBe(row.decimals);
    }
  });

  it('has every venue of the fact files', () => {
    const evm: { chainId: number; factory?: string; poolManager?: string; vault?: string }[] = read('evm-dexes.json');
    const missing = evm.filter((row) => {
      const address = row.factory ?? row.poolManager ?? row.vault;
      const chain = chains.find((known) => known.chainId === row.chainId)!;
      return address && !findDex(chain.id, address);
    });
    expect(missing).toEqual([]);
    const programs: { programId: string }[] = read('solana-programs.json').programs;
    const known = new Set(routers.map((router) => router.address));
    expect(programs.filter((row) => !findDex('solana', row.programId) && !known.has(row.programId))).toEqual([]);
  });
});

describe('quote pools', () => {
  const v3InitCode = 'e34f199b19b2b4f47f68442619d555527d244f78a3297ea89325f843f87b8b54';
  const word = (hex: string) => hex.replace(/^0x/, '').padStart(64, '0');
  const keccak = (hex: string) => bytesToHex(keccak_256(hexToBytes(hex)));
  const pools = chains.flatMap((chain) => chain.quotePools.map((pool) => ({ chain, pool })));

  it.each(pools)('of $chain.id hold two quote tokens, one of them a dollar, in the pool’s order', ({ chain, pool }) => {
    const sides = [pool.token0, pool.token1].map((token) => findQuote(chain.id, token)?.peg);
    expect(sides).toContain('usd');
    expect(sides).not.toContain(undefined);
    if (chain.kind === 'evm') expect(pool.token0 < pool.token1).toBe(true);
  });

  it.each(pools.filter(({ pool }) => pool.dex === 'uniswap-v3'))(
    'of $chain.id stand where the factory put them',
    ({ chain, pool }) => {
      const factory = dexes
        .find((dex) => dex.id === 'uniswap-v3')!
        .deployments.find((d) => d.chain === chain.id)!.address;
      const salt = keccak(word(pool.token0) + word(pool.token1) + word(pool.feePips.toString(16)));
      expect(`0x${keccak(`ff${factory.slice(2)}${salt}${v3InitCode}`).slice(24)}`).toBe(pool.address);
    },
  );
});
