import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Lets one address hold only so many of the server's connections, so that idle ones from there leave room for others until
 * their time is up. Behind a proxy every caller has the proxy's address: then nothing is counted.
 */
export function limitConnections(server: Server, perAddress: number, trustedProxies: number): void {
  if (trustedProxies > 0) return;
  const held = new Map<string, number>();
  server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress ?? '';
    const count = (held.get(address) ?? 0) + 1;
    held.set(address, count);
    socket.once('close', () => {
      const left = (held.get(address) ?? 1) - 1;
      if (left > 0) held.set(address, left);
      else held.delete(address);
    });
    if (count > perAddress) socket.destroy();
  });
}
