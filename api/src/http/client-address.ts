import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';

/**
 * The address to count a request under. The rightmost entries of X-Forwarded-For were written by proxies that we
 * trust; everything left of them is whatever the client wanted. IPv6 clients own a /64 and are counted by it.
 * @param trustedProxies how many proxies in front append to the header
 */
export function clientAddress(request: IncomingMessage, trustedProxies: number): string {
  const socket = request.socket.remoteAddress ?? 'unknown';
  if (trustedProxies === 0) return group(socket);
  const header = request.headers['x-forwarded-for'];
  const entries = (Array.isArray(header) ? header.join(',') : (header ?? '')).split(',').map((entry) => entry.trim());
  return group(entries.at(-trustedProxies) || socket);
}

function group(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped?.[1]) return mapped[1];
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('::');
  const left = head.split(':').filter(Boolean);
  const right = tail === undefined ? [] : tail.split(':').filter(Boolean);
  const groups = [...left, ...Array<string>(8 - left.length - right.length).fill('0'), ...right];
  return `${groups.slice(0, 4).join(':')}::/64`;
}
