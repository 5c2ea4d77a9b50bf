import { defineChain } from '../define-chain.ts';

export const mantle = defineChain({
  id: 'mantle',
  name: 'Mantle',
  kind: 'evm',
  chainId: 5000,
  nativeSymbol: 'MNT',
  nativeDecimals: 18,
  wrappedNative: null,
  explorerTx: 'https://mantlescan.xyz/tx/',
  explorerAddress: 'https://mantlescan.xyz/address/',
  blockSeconds: 2,
  firstBlock: null,
  indexed: false,
  quotes: [],
  quotePools: [],
  publicRpc: [],
  sqdDataset: null,
  source: 'ethereum-lists/chains; listed for its tokens, not indexed',
});
