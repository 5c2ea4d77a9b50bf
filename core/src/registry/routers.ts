import type { Address, ChainId } from '../facts/chain.ts';

/** A program that routes through venues; its swaps are counted at the venues, never beside them. */
export interface Router {
  name: string;
  chain: ChainId;
  address: Address;
}

export const routers: Router[] = [
  { name: 'Jupiter v6', chain: 'solana', address: 'JUP6LkbZbjS1jKKwapdHNy74zcZ3tLUZoi5QNyVTaV4' },
  { name: 'Raydium route', chain: 'solana', address: 'routeUGWgWzqBWFcrCfv8tritsqukccJPu3q5GPP3xS' },
  { name: 'OKX DEX', chain: 'solana', address: '6m2CDdhRgxpH4WjvdzxAYbGxwdGUz5MziiL5jek2kBma' },
  { name: 'OKX router', chain: 'solana', address: 'HV1KXxWFaSeriyFvXyx48FqG9BoFbfinB8njCJonqP7K' },
  { name: 'DFlow v4', chain: 'solana', address: 'DF1ow4tspfHX9JwWJsAb9epbkA8hmpSEAtxXy1V27QBH' },
  { name: 'Jupiter DCA', chain: 'solana', address: 'DCA265Vj8a9CEuX1eb1LWRnDT7uK6q1xMipnNyatn23M' },
  { name: 'Jupiter limit v2', chain: 'solana', address: 'j1o2qRpjcyUwEvwtcfhEQefh773ZgjxcVRry7LDqg5X' },
];
