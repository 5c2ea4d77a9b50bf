import { defineChain } from '../define-chain.ts';

export const polygon = defineChain({
  id: 'polygon',
  name: 'Polygon PoS',
  kind: 'evm',
  chainId: 137,
  nativeSymbol: 'POL',
  nativeDecimals: 18,
  wrappedNative: null,
  explorerTx: 'https://polygonscan.com/tx/',
  explorerAddress: 'https://polygonscan.com/address/',
  blockSeconds: 2,
  firstBlock: null,
  indexed: false,
  quotes: [],
  quotePools: [],
  publicRpc: [],
  sqdDataset: null,
  source: 'ethereum-lists/chains; listed for its tokens, not indexed',
});
