import { defineChain } from '../define-chain.ts';

export const optimism = defineChain({
  id: 'optimism',
  name: 'OP Mainnet',
  kind: 'evm',
  chainId: 10,
  nativeSymbol: 'ETH',
  nativeDecimals: 18,
  wrappedNative: null,
  explorerTx: 'https://optimistic.etherscan.io/tx/',
  explorerAddress: 'https://optimistic.etherscan.io/address/',
  blockSeconds: 2,
  firstBlock: null,
  indexed: false,
  quotes: [],
  quotePools: [],
  publicRpc: [],
  sqdDataset: null,
  source: 'ethereum-lists/chains; listed for its tokens, not indexed',
});
