import { CodedError } from '@tokentape/core/coded-error.ts';
import { getChain } from '@tokentape/core/registry/registry.ts';
import type { Endpoint } from '../endpoints.ts';
import type { Children } from './children.ts';

/** What the servers of the sample market say when they are ready. */
interface ReadyMessage {
  type: 'ready';
  chains: { chain: string; url: string; firstBlock: number; lastBlock: number }[];
}

/** Starts the JSON-RPC servers of the sample market and waits until they serve. */
export async function startSampleMarket(children: Children, signal: AbortSignal): Promise<Endpoint[]> {
  const ready = await new Promise<ReadyMessage>((done, failed) => {
    signal.addEventListener('abort', () => failed(signal.reason));
    children.start({
      name: 'sample-market',
      script: 'replay/src/main.ts',
      onMessage: (message) => done(message as ReadyMessage),
      onEnd: (code) => failed(new CodedError('SAMPLE_MARKET_ENDED', `The sample market's servers ended with ${code}.`)),
    });
  });
  return ready.chains.map(({ chain, url, firstBlock, lastBlock }) => ({
    chain: getChain(chain),
    rpcUrl: url,
    origin: 'sample' as const,
    firstBlock,
    lastBlock,
  }));
}
