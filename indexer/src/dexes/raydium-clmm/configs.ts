import type { PoolConfig } from '../../solana/venue.ts';

/**
 * AmmConfig accounts of Raydium CLMM on mainnet: trade fee in 1e-6 and tick spacing.
 * Source: api-v3.raydium.io/main/clmm-config, as printed in Raydium's SDK demos. An account that is not listed leaves
 * fee and spacing unknown until the pool's account is read.
 */
export const raydiumClmmConfigs: ReadonlyMap<string, PoolConfig> = new Map([
  ['9iFER3bpjf1PTTCQCfTRu17EJgvsxo9pVyA9QWwEuX4x', { feePips: 100, tickSpacing: 1 }],
  ['9EeWRCL8CJnikDFCDzG8rtmBs5KQR1jEYKCR5rRZ2NEi', { feePips: 300, tickSpacing: 1 }],
  ['3h2e43PunVA5K34vwKCLHWhZF4aZpyaC9RmxvshGAQpL', { feePips: 400, tickSpacing: 1 }],
  ['3XCQJQryqpDvvZBfGxR7CLAw5dpGJ9aa7kt1jRLdyxuZ', { feePips: 500, tickSpacing: 1 }],
  ['E64NGkDLLCdQ2yFNPcavaKptrEgmiQaNykUuLC1Qgwyp', { feePips: 2500, tickSpacing: 60 }],
  ['A1BBtTYJd4i3xU8D6Tc2FzU6ZN4oXZWXKZnCxwbHXr8x', { feePips: 10000, tickSpacing: 120 }],
  ['Gex2NJRS3jVLPfbzSFM5d5DRsNoL5ynnwT1TXoDEhanz', { feePips: 20000, tickSpacing: 120 }],
]);
