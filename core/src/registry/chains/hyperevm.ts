import { defineChain } from '../define-chain.ts';

export const hyperevm = defineChain({
  id: 'hyperevm',
  name: 'HyperEVM',
  kind: 'evm',
  chainId: 999,
  nativeSymbol: 'HYPE',
  nativeDecimals: 18,
  wrappedNative: null,
  explorerTx: 'https://hyperevmscan.io/tx/',
  explorerAddress: 'https://hyperevmscan.io/address/',
  blockSeconds: 1,
  firstBlock: null,
  indexed: false,
  quotes: [],
  quotePools: [],
  publicRpc: [],
  sqdDataset: null,
  source: 'ethereum-lists/chains; listed for its tokens, not indexed',
});
