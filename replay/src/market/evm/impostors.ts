import { DAY, HOUR, WEEK_START } from '../calendar.ts';
import type { Act } from '../timeline.ts';
import { inventedEvmAddress } from './evm-addresses.ts';
import type { EvmStage } from './evm-stage.ts';

/** Tokens that take a stock's ticker, or something that looks like one, and the day on which a pool is created for them. */
const STRANGERS = [
  { symbol: 'TSLAx', name: 'Tesla xStock', day: 1 },
  // A Cyrillic А, and markup that a page must not take at its word.
  { symbol: 'NVD\u0410x', name: '<img src=x onerror=alert(1)> NVIDIA xStock', day: 3 },
  // No ticker of the registry: such pools are of no interest.
  { symbol: 'MOON', name: 'Moon', day: 2 },
] as const;

/** First four bytes of keccak256 of ERC-20's `symbol()` and `name()`. */
const SYMBOL = '0x95d89b41';
const NAME = '0x06fdde03';

const addressOf = (chain: string, symbol: string): string => inventedEvmAddress(`${chain} stranger ${symbol}`);

/** Strangers create pools for their tokens. Nobody trades in them. */
export function impostorActs(stage: EvmStage): Act[] {
  return STRANGERS.map(({ symbol, day }) => ({
    time: WEEK_START + day * DAY + 5 * HOUR,
    run: (time: number) => stage.strangersPool(time, addressOf(stage.market.chain, symbol)),
  }));
}

/** What the strangers' tokens answer to `eth_call`: an ABI string; undefined for every other address. */
export function impostorCalls(chain: string): (to: string, data: string) => string | undefined {
  const names = new Map(STRANGERS.map((token) => [addressOf(chain, token.symbol), token]));
  return (to, data) => {
    const token = names.get(to.toLowerCase());
    if (token === undefined) return undefined;
    return data === SYMBOL ? abiText(token.symbol) : data === NAME ? abiText(token.name) : '0x';
  };
}

function abiText(text: string): string {
  const bytes = Buffer.from(text).toString('hex');
  const word = (value: number): string => value.toString(16).padStart(64, '0');
  return `0x${word(32)}${word(bytes.length / 2)}${bytes.padEnd(Math.ceil(bytes.length / 64) * 64, '0')}`;
}
