import { defineChain } from '../define-chain.ts';

export const robinhood = defineChain({
  id: 'robinhood',
  name: 'Robinhood Chain',
  kind: 'evm',
  chainId: 4663,
  nativeSymbol: 'ETH',
  nativeDecimals: 18,
  wrappedNative: '0x0Bd7D308f8E1639FAb988df18A8011f41EAcAD73',
  explorerTx: 'https://robinhoodchain.blockscout.com/tx/',
  explorerAddress: 'https://robinhoodchain.blockscout.com/address/',
  blockSeconds: 0.1,
  firstBlock: null,
  indexed: true,
  quotes: [
    {
      address: '0x5fc5360D0400a0Fd4f2af552ADD042D716F1d168',
      symbol: 'USDG',
      decimals: 6,
      peg: 'usd',
      source: 'DefiLlama coreAssets.json',
    },
    {
      address: '0x0Bd7D308f8E1639FAb988df18A8011f41EAcAD73',
      symbol: 'WETH',
      decimals: 18,
      peg: 'native',
      feed: '0x78F3556b67E17Df817D51Ef5a990cDaF09E8d3A9',
      source: 'DefiLlama coreAssets.json; feed: Chainlink, ETH / USD on the chain',
    },
    {
      address: '0x0000000000000000000000000000000000000000',
      symbol: 'ETH',
      decimals: 18,
      peg: 'native',
      source: 'Uniswap v4: the zero address is the native coin',
    },
  ],
  quotePools: [],
  publicRpc: ['https://rpc.mainnet.chain.robinhood.com'],
  sqdDataset: 'robinhood-mainnet',
  source: 'Robinhood Chain documentation, connecting; DefiLlama coreAssets.json',
});
