import { type ChildProcess, fork } from 'node:child_process';
import { afterEach, expect, it } from 'vitest';
import { SAMPLE_LABEL } from './market/label.ts';

const MAIN = new URL('./main.ts', import.meta.url).pathname;
let child: ChildProcess | undefined;
afterEach(() => {
  child?.kill('SIGKILL');
});

interface Ready {
  type: string;
  label: string;
  urls: Record<string, string>;
  chains: { chain: string; url: string; firstBlock: number; lastBlock: number }[];
}

async function rpc(url: string, method: string, ...params: unknown[]): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  });
  return ((await response.json()) as { result: unknown }).result;
}

it('serves the sample market as one process, tells its parent where, and ends when asked to', async () => {
  child = fork(MAIN, [], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], execArgv: [] });
  const ready = await new Promise<Ready>((resolve) => child!.once('message', (message) => resolve(message as Ready)));
  expect([ready.type, ready.label]).toEqual(['ready', SAMPLE_LABEL]);
  expect(ready.chains.map(({ chain }) => chain)).toEqual(['solana', 'arbitrum', 'base', 'robinhood']);
  const [solana, arbitrum, base, robinhood] = ready.chains;
  expect(await rpc(solana!.url, 'getSlot')).toBe(solana!.lastBlock);
  expect(await rpc(arbitrum!.url, 'eth_chainId')).toBe('0xa4b1');
  expect(Number(await rpc(base!.url, 'eth_blockNumber'))).toBe(base!.lastBlock);
  expect(await rpc(robinhood!.url, 'eth_chainId')).toBe('0x1237');
  const ended = new Promise((resolve) => child!.once('exit', resolve));
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
});

it('says in one line what is wrong with a port', async () => {
  child = fork(MAIN, ['--port-base', 'eighty'], { silent: true, execArgv: [] });
  let said = '';
  child.stderr!.on('data', (text: Buffer) => {
    said += text.toString();
  });
  expect(await new Promise((resolve) => child!.once('exit', resolve))).toBe(2);
  expect(said).toBe('--port-base must be a port number from 1 to 65532, not "eighty".\n');
});
