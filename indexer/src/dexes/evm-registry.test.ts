import { describe, expect, it } from 'vitest';
import { evmRegistry, isQuotePool } from './evm-registry.ts';
import type { PoolIdentity } from './known-pools.ts';

const USDC = '0xaf88d065e77c8cc2239327c5edb3a432268e5831';
const USDT = '0xfd086bc7cd5c481dcc9c85ebe478a1c0b69fcbb9';
const WETH = '0x82af49447d8a07e3bd95bd0d56f35241523fbab1';

describe('evmRegistry', () => {
  const registry = evmRegistry('arbitrum');
  const pool = (token0: string, token1: string, feePips: number, dex = 'uniswap-v3'): PoolIdentity => ({
    dex,
    pool: '0x01',
    token0,
    token1,
    curve: 'concentrated',
    feePips,
    tickSpacing: 1,
  });

  it('holds the chain’s tokens and factories in lower case', () => {
    expect(registry.tokens.size).toBeGreaterThan(100);
    expect(registry.factories.get('0x1f98431c8ad98523631ae4a59f267346ea31f984')).toMatchObject({
      decoder: 'uniswap-v3',
    });
    expect(registry.measure).toBe(USDC);
    for (const address of [...registry.tokens.keys(), ...registry.factories.keys()])
      expect(address).toBe(address.toLowerCase());
  });

  it('reads one pool for the price of the native coin and one for each other dollar coin', () => {
    expect(isQuotePool(pool(WETH, USDC, 500), registry)).toBe(true);
    expect(isQuotePool(pool(USDC, USDT, 100), registry)).toBe(true);
    expect(isQuotePool(pool(WETH, USDC, 3000), registry)).toBe(false);
    expect(isQuotePool(pool(WETH, USDT, 500), registry)).toBe(false);
    expect(isQuotePool(pool(WETH, USDC, 500, 'sushi-v3'), registry)).toBe(false);
  });

  it('refuses a chain that is not EVM', () => {
    expect(() => evmRegistry('solana')).toThrow(/not an EVM chain/);
  });
});
