import { HOSTILE } from './mock-market.ts';

const NAMES = ['TSLAx', 'S\u03a1Yx', `\u202e${HOSTILE.symbol}`];

/** Strangers' tokens with names that a page must not take at their word. */
export const impostors = NAMES.map((symbol, index) => ({
  chain: index === 2 ? 'base' : 'solana',
  address: `Impostor${index}kQ2mZt9RbXw4LcNyFj6Ps8DgAe3`,
  addressUrl: index === 2 ? HOSTILE.explorerUrl : 'https://solscan.io/token/x',
  symbol,
  shown: symbol,
  name: index === 0 ? null : `${HOSTILE.symbol} =HYPERLINK("http://169.254.169.254/")`,
  likeness: index === 0 ? 'SAME' : 'LOOK_ALIKE',
  imitates: ['xstocks:TSLAx'],
  pool: `Pool${index}kQ2mZt9RbXw4LcNyFj6Ps8DgAe3Hv5Yd`,
  dex: 'raydium-cpmm',
  dexName: 'Raydium CPMM',
  pairedWith: 'EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v',
  pairedSymbol: 'USDC',
  block: String(350_000_100 + index),
  blockTime: `2025-07-0${index + 1}T10:11:12Z`,
  txId: `5Tx${index}kQ2mZt9RbXw4LcNyFj6Ps8DgAe3Hv5Yd7kQ2mZt9RbXw4Lc`,
  explorerUrl: index === 2 ? HOSTILE.explorerUrl : 'https://solscan.io/tx/x',
}));
