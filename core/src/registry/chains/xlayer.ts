import { defineChain } from '../define-chain.ts';

export const xlayer = defineChain({
  id: 'xlayer',
  name: 'X Layer',
  kind: 'evm',
  chainId: 196,
  nativeSymbol: 'OKB',
  nativeDecimals: 18,
  wrappedNative: null,
  explorerTx: 'https://www.oklink.com/x-layer/tx/',
  explorerAddress: 'https://www.oklink.com/x-layer/address/',
  blockSeconds: 1,
  firstBlock: null,
  indexed: false,
  quotes: [],
  quotePools: [],
  publicRpc: [],
  sqdDataset: null,
  source: 'ethereum-lists/chains; listed for its tokens, not indexed',
});
