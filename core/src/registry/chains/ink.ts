import { defineChain } from '../define-chain.ts';

export const ink = defineChain({
  id: 'ink',
  name: 'Ink',
  kind: 'evm',
  chainId: 57073,
  nativeSymbol: 'ETH',
  nativeDecimals: 18,
  wrappedNative: null,
  explorerTx: 'https://explorer.inkonchain.com/tx/',
  explorerAddress: 'https://explorer.inkonchain.com/address/',
  blockSeconds: 1,
  firstBlock: null,
  indexed: false,
  quotes: [],
  quotePools: [],
  publicRpc: [],
  sqdDataset: null,
  source: 'ethereum-lists/chains; listed for its tokens, not indexed',
});
