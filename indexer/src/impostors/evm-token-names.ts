import { CodedError } from '@tokentape/core/coded-error.ts';
import type { Address } from '@tokentape/core/facts/chain.ts';
import { hex } from '../sources/evm/fetch-logs.ts';
import type { RpcCall, RpcClient } from '../sources/evm/rpc-client.ts';
import { RpcError } from '../sources/evm/rpc-error.ts';
import { keptText, type TokenName } from './token-name.ts';

/** First four bytes of keccak256 of ERC-20's `symbol()` and `name()`, and of Multicall3's `aggregate3`. */
const SYMBOL = '95d89b41';
const NAME = '06fdde03';
const AGGREGATE = '82ad56cb';
/** Multicall3, at one address on every chain. Source: github.com/mds1/multicall3. */
const MULTICALL = '0xca11bde05977b3631167028862be2a173976ca11';
/** Tokens asked for in one call: two answers each stay far below the gas that nodes grant a call. */
const AT_ONCE = 150;

/**
 * Asks tokens for their symbol and name at a block: through Multicall3, or one by one where the chain has none. A contract
 * that answers with no text is absent.
 * @throws CodedError when no provider answers
 */
export async function readEvmTokenNames(
  rpc: RpcClient,
  addresses: readonly Address[],
  block: number,
): Promise<Map<Address, TokenName>> {
  const names = new Map<Address, TokenName>();
  for (let at = 0; at < addresses.length; at += AT_ONCE) {
    const some = addresses.slice(at, at + AT_ONCE);
    const answers = (await readTogether(rpc, some, block)) ?? (await readSingly(rpc, some, block));
    some.forEach((address, place) => {
      const symbol = textOf(answers[2 * place]);
      if (symbol !== null) names.set(address, { symbol, name: textOf(answers[2 * place + 1]) });
    });
  }
  return names;
}

/** Symbol and name of each, in order; null where there is no Multicall3. */
async function readTogether(rpc: RpcClient, addresses: readonly Address[], block: number): Promise<string[] | null> {
  const calls = addresses.flatMap((address) => [SYMBOL, NAME].map((selector) => callOf(address, selector)));
  const offsets = calls.map((_, place) => word(32 * calls.length + ((calls[0]?.length ?? 0) / 2) * place));
  const data = `0x${AGGREGATE}${word(32)}${word(calls.length)}${offsets.join('')}${calls.join('')}`;
  const answer = await rpc.call(ethCall(MULTICALL, data, block)).catch(noneIfRefused);
  return answer === '0x' ? null : resultsOf(answer.slice(2));
}

async function readSingly(rpc: RpcClient, addresses: readonly Address[], block: number): Promise<string[]> {
  const ask = (to: Address, selector: string) => rpc.call(ethCall(to, `0x${selector}`, block)).catch(noneIfRefused);
  return Promise.all(addresses.flatMap((address) => [ask(address, SYMBOL), ask(address, NAME)]));
}

function ethCall(to: Address, data: string, block: number): RpcCall<string> {
  return { method: 'eth_call', params: [{ to, data }, hex(block)], read: hexOf };
}

/** (target, allowFailure, callData) of `aggregate3`. */
function callOf(address: Address, selector: string): string {
  return `${address.slice(2).padStart(64, '0')}${word(1)}${word(96)}${word(4)}${selector.padEnd(64, '0')}`;
}

/** The answers of `aggregate3`: (success, data)[]; `0x` for a call that failed. */
function resultsOf(body: string): string[] {
  const wordAt = (byte: number) => Number(BigInt(`0x${body.slice(2 * byte, 2 * byte + 64) || '0'}`));
  const start = wordAt(0);
  return Array.from({ length: wordAt(start) }, (_, place) => {
    const tuple = start + 32 + wordAt(start + 32 + 32 * place);
    const bytes = tuple + wordAt(tuple + 32);
    const length = wordAt(bytes);
    return wordAt(tuple) === 1 ? `0x${body.slice(2 * (bytes + 32), 2 * (bytes + 32 + length))}` : '0x';
  });
}

/** An ABI string, or the bytes32 of early tokens; null when it is neither, or says nothing. */
export function textOf(answer: string | undefined): string | null {
  const bytes = Buffer.from((answer ?? '0x').slice(2), 'hex');
  if (bytes.length < 32) return null;
  const inside = bytes.length === 32 ? bytes : stringIn(bytes);
  const text = inside === null ? '' : keptText(inside.toString('utf8')).trim();
  return text === '' ? null : text;
}

function stringIn(bytes: Buffer): Buffer | null {
  const number = (at: number) => (at + 32 <= bytes.length ? Number(bytes.readBigUInt64BE(at + 24)) : -1);
  const start = number(0);
  const length = start < 0 ? -1 : number(start);
  return length < 0 ? null : bytes.subarray(start + 32, start + 32 + length);
}

function hexOf(raw: unknown): string {
  if (typeof raw === 'string' && /^0x([0-9a-f]{2})*$/i.test(raw)) return raw.toLowerCase();
  throw new RpcError('transient', 'eth_call answered with no bytes');
}

function noneIfRefused(error: unknown): string {
  if (error instanceof CodedError && error.cause instanceof RpcError && error.cause.fault === 'refused') return '0x';
  throw error;
}

const word = (value: number): string => value.toString(16).padStart(64, '0');
