import { EVM_MARKETS } from './evm/evm-markets.ts';
import { type EvmWeek, playEvmWeek } from './evm/evm-week.ts';
import { playSolanaWeek, type SolanaWeek } from './solana/solana-week.ts';

/** The seed of the sample that everyone sees. */
export const SAMPLE_SEED = 20_250_630;

export interface SampleMarket {
  solana: SolanaWeek;
  arbitrum: EvmWeek;
  base: EvmWeek;
}

/** The sample market: the launch week on three chains, in about two seconds. The same seed gives the same chains. */
export function sampleMarket(seed = SAMPLE_SEED): SampleMarket {
  const evm = (chain: 'arbitrum' | 'base'): EvmWeek => {
    const market = EVM_MARKETS.find((each) => each.chain === chain);
    if (market === undefined) throw new Error(`The sample has no market on ${chain}.`);
    return playEvmWeek(seed, market);
  };
  return { solana: playSolanaWeek(seed), arbitrum: evm('arbitrum'), base: evm('base') };
}
