import { EVM_MARKETS, type EvmSampleChain } from './evm/evm-markets.ts';
import { type EvmWeek, playEvmWeek } from './evm/evm-week.ts';
import { playSolanaWeek, type SolanaWeek } from './solana/solana-week.ts';

/** The seed of the sample that everyone sees. */
export const SAMPLE_SEED = 20_250_630;

export type SampleMarket = { solana: SolanaWeek } & Record<EvmSampleChain, EvmWeek>;

/** The sample market: the launch week on four chains, in a few seconds. The same seed gives the same chains. */
export function sampleMarket(seed = SAMPLE_SEED): SampleMarket {
  const evm = (chain: EvmSampleChain): EvmWeek => {
    const market = EVM_MARKETS.find((each) => each.chain === chain);
    if (market === undefined) throw new Error(`The sample has no market on ${chain}.`);
    return playEvmWeek(seed, market);
  };
  return { solana: playSolanaWeek(seed), arbitrum: evm('arbitrum'), base: evm('base'), robinhood: evm('robinhood') };
}
