import { arbitrum } from './chains/arbitrum.ts';
import { avalanche } from './chains/avalanche.ts';
import { base } from './chains/base.ts';
import { bnb } from './chains/bnb.ts';
import { ethereum } from './chains/ethereum.ts';
import { fantom } from './chains/fantom.ts';
import { gnosis } from './chains/gnosis.ts';
import { hyperevm } from './chains/hyperevm.ts';
import { ink } from './chains/ink.ts';
import { mantle } from './chains/mantle.ts';
import { optimism } from './chains/optimism.ts';
import { polygon } from './chains/polygon.ts';
import { robinhood } from './chains/robinhood.ts';
import { solana } from './chains/solana.ts';
import { xlayer } from './chains/xlayer.ts';
import type { Chain } from './types.ts';

/** Every chain, in the order of their keys in the database: append only. */
export const chains: Chain[] = [
  solana,
  arbitrum,
  base,
  robinhood,
  ethereum,
  bnb,
  xlayer,
  ink,
  mantle,
  hyperevm,
  gnosis,
  polygon,
  avalanche,
  fantom,
  optimism,
];
