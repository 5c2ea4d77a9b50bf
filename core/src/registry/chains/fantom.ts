import { defineChain } from '../define-chain.ts';

export const fantom = defineChain({
  id: 'fantom',
  name: 'Fantom Opera',
  kind: 'evm',
  chainId: 250,
  nativeSymbol: 'FTM',
  nativeDecimals: 18,
  wrappedNative: null,
  explorerTx: 'https://explorer.fantom.network/tx/',
  explorerAddress: 'https://explorer.fantom.network/address/',
  blockSeconds: 1,
  firstBlock: null,
  indexed: false,
  quotes: [],
  quotePools: [],
  publicRpc: [],
  sqdDataset: null,
  source: 'ethereum-lists/chains; listed for its tokens, not indexed',
});
