import { defineChain } from '../define-chain.ts';

export const avalanche = defineChain({
  id: 'avalanche',
  name: 'Avalanche C-Chain',
  kind: 'evm',
  chainId: 43114,
  nativeSymbol: 'AVAX',
  nativeDecimals: 18,
  wrappedNative: null,
  explorerTx: 'https://snowtrace.io/tx/',
  explorerAddress: 'https://snowtrace.io/address/',
  blockSeconds: 2,
  firstBlock: null,
  indexed: false,
  quotes: [],
  quotePools: [],
  publicRpc: [],
  sqdDataset: null,
  source: 'ethereum-lists/chains; listed for its tokens, not indexed',
});
