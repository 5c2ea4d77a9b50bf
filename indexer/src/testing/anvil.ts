import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';

export interface Anvil {
  rpcUrl: string;
  stop(): Promise<void>;
}

/**
 * Starts a local EVM node with the given chain id. Every block has to be mined by a transaction; two blocks behind the
 * latest one are finalized.
 */
export async function startAnvil({ chainId, args = [] }: { chainId: number; args?: string[] }): Promise<Anvil> {
  const port = await freePort();
  const options = ['--port', `${port}`, '--chain-id', `${chainId}`, '--slots-in-an-epoch', '1', '--silent', ...args];
  const child = spawn(binary(), options, { stdio: ['ignore', 'ignore', 'inherit'] });
  const rpcUrl = `http://127.0.0.1:${port}`;
  const exit = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await answering(rpcUrl, child);
  return {
    rpcUrl,
    async stop() {
      child.kill('SIGTERM');
      await exit;
    },
  };
}

/** The package picks the build for the machine; its launcher script needs none. */
function binary(): string {
  const require = createRequire(import.meta.url);
  const root = createRequire(require.resolve('@foundry-rs/anvil/package.json'));
  const platform = `@foundry-rs/anvil-${process.platform}-${process.arch === 'x64' ? 'amd64' : process.arch}`;
  return join(dirname(root.resolve(`${platform}/package.json`)), 'bin', 'anvil');
}

async function answering(rpcUrl: string, child: ChildProcess): Promise<void> {
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'eth_chainId', params: [] });
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`anvil ended with code ${child.exitCode}`);
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(rpcUrl, { method: 'POST', headers, body }).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('anvil did not answer within 10 s');
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
