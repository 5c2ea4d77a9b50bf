import type { AddressInfo } from 'node:net';
import { CodedError } from '@tokentape/core/coded-error.ts';
import { readEnv } from './env.ts';
import { assertReadOnlyLogin } from './read-only-login.ts';
import { createApiServer } from './server.ts';

const log = (line: Record<string, unknown>) =>
  process.stderr.write(`${JSON.stringify({ time: new Date().toISOString(), ...line })}\n`);

try {
  const env = readEnv();
  const server = createApiServer({ env, log });
  await assertReadOnlyLogin(server.database.reader());
  await new Promise<void>((listening, failed) => {
    server.http.once('error', failed);
    server.http.listen(env.PORT, env.HOST, listening);
  });
  const { address, port } = server.http.address() as AddressInfo;
  const url = `http://${address.includes(':') ? `[${address}]` : address}:${port}`;
  log({ level: 'info', message: 'listening', url });
  process.send?.({ type: 'listening', url });
  const stop = () => void server.close().then(() => process.exit(0));
  process.once('SIGTERM', stop).once('SIGINT', stop);
} catch (error) {
  const text = error instanceof CodedError ? `${error.code}: ${error.message}` : messageOf(error);
  process.stderr.write(`${text}\n`);
  process.exit(1);
}

function messageOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return 'PORT_BUSY: the port is in use; set PORT to a free one.';
  return `STARTUP_FAILED: ${code ?? ''} ${message || 'the database does not answer; check DATABASE_URL.'}`.trim();
}
