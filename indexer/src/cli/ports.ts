import { createServer } from 'node:net';
import { CodedError } from '@tokentape/core/coded-error.ts';

/**
 * Refuses early when a port is taken or not ours to take.
 * @param variable the environment variable that chooses another port
 * @throws CodedError `PORT_BUSY`, `PORT_FORBIDDEN`
 */
export async function ensurePortFree(port: number, use: string, variable: string): Promise<void> {
  const code = await tryListen(port);
  if (code === 'EADDRINUSE') {
    throw new CodedError(
      'PORT_BUSY',
      `Port ${port}, which ${use} needs, is in use. Stop the program that uses it, or set ${variable} to another port.`,
    );
  }
  if (code === 'EACCES') {
    throw new CodedError('PORT_FORBIDDEN', `Port ${port} needs more rights than you have. Set ${variable} above 1023.`);
  }
  if (code) throw new CodedError('PORT_UNUSABLE', `Port ${port} for ${use} cannot be used: ${code}. Set ${variable}.`);
}

function tryListen(port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer().once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(null)));
  });
}
