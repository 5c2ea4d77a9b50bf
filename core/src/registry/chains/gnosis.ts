import { defineChain } from '../define-chain.ts';

export const gnosis = defineChain({
  id: 'gnosis',
  name: 'Gnosis',
  kind: 'evm',
  chainId: 100,
  nativeSymbol: 'xDAI',
  nativeDecimals: 18,
  wrappedNative: null,
  explorerTx: 'https://gnosisscan.io/tx/',
  explorerAddress: 'https://gnosisscan.io/address/',
  blockSeconds: 5,
  firstBlock: null,
  indexed: false,
  quotes: [],
  quotePools: [],
  publicRpc: [],
  sqdDataset: null,
  source: 'ethereum-lists/chains; listed for its tokens, not indexed',
});
