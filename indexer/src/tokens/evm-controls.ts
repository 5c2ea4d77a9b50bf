import type { TokenControl } from '@tokentape/core/facts/facts.ts';
import { uintAt } from '../dexes/abi-words.ts';
import type { EvmLog } from '../dexes/evm-block.ts';

/** PauseModeChange(bool pauseMode), Backed's tokens: BackedTokenImplementation of backed-fi/backed-token-contract. */
const PAUSE_MODE_CHANGE = '0xb9bcdd890b4d4c213bab99cf96dc1adb9ede36bb2a54610c91a86de844b05fb8';
/** Paused(address account) and Unpaused(address account), OpenZeppelin's Pausable. */
const PAUSED = '0x62e78cea01bee320cd4e420270b5ea74000d11b0c9f74754ebdbfc544b05a258';
const UNPAUSED = '0x5db9ee0a495bf2e6ff9c91a7834c1ba4fdd244a5e8aa4e537bd38aeae4b073aa';

export const controlTopics: readonly string[] = [PAUSE_MODE_CHANGE, PAUSED, UNPAUSED];

/** That a token was stopped or resumed; undefined for another event. Who did it is the transaction's signer. */
export function readPause({ address, topics, data }: EvmLog): Omit<TokenControl, 'tx' | 'index'> | undefined {
  const [topic] = topics;
  if (!controlTopics.includes(topic ?? '')) return undefined;
  const paused = topic === PAUSED || (topic === PAUSE_MODE_CHANGE && uintAt(data, 0) !== 0n);
  return { kind: 'token-control', token: address, control: paused ? 'pause' : 'resume', account: null, raw: null };
}
