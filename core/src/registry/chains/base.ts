import { defineChain } from '../define-chain.ts';

export const base = defineChain({
  id: 'base',
  name: 'Base',
  kind: 'evm',
  chainId: 8453,
  nativeSymbol: 'ETH',
  nativeDecimals: 18,
  wrappedNative: '0x4200000000000000000000000000000000000006',
  explorerTx: 'https://basescan.org/tx/',
  explorerAddress: 'https://basescan.org/address/',
  blockSeconds: 2,
  indexed: true,
  quotes: [
    {
      address: '0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913',
      symbol: 'USDC',
      decimals: 6,
      peg: 'usd',
      source: 'Circle, USDC contract addresses',
    },
    {
      address: '0xd9aAEc86B65D86f6A7B5B1b0c42FFA531710b6CA',
      symbol: 'USDbC',
      decimals: 6,
      peg: 'usd',
      source: 'Base documentation; USDC bridged from Ethereum',
    },
    {
      address: '0x4200000000000000000000000000000000000006',
      symbol: 'WETH',
      decimals: 18,
      peg: 'native',
      source: 'OP Stack predeploys',
    },
    {
      address: '0x0000000000000000000000000000000000000000',
      symbol: 'ETH',
      decimals: 18,
      peg: 'native',
      source: 'Uniswap v4: the zero address is the native coin',
    },
  ],
  quotePools: [
    {
      dex: 'uniswap-v3',
      address: '0xd0b53D9277642d899DF5C87A3966A349A798F224',
      token0: '0x4200000000000000000000000000000000000006',
      token1: '0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913',
      feePips: 500,
      tickSpacing: 10,
      source: "the venue's factory, tokens and fee give this address (CREATE2)",
    },
  ],
  publicRpc: ['https://mainnet.base.org'],
  sqdDataset: 'base-mainnet',
  source: 'Base documentation, connecting to Base; DefiLlama coreAssets.json',
});
