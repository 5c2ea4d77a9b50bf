import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ApiError } from '../api-error.ts';
import { CORS_HEADERS, SECURITY_HEADERS } from './security-headers.ts';

/** The only names that an export folder publishes; everything else is not found. */
const NAME = /^\/exports\/(\d{4}-\d{2}-\d{2})\/([a-z][a-z0-9-]{0,40}\.v\d{1,4}\.csv\.gz|manifest\.json)$/;
const HEADERS: Readonly<Record<string, string>> = {
  gz: 'application/gzip',
  json: 'application/json; charset=utf-8',
};

/**
 * Serves a published CSV file or its manifest.
 * @param path of the URL, not decoded: an encoded name matches nothing
 * @throws ApiError `NOT_FOUND`
 */
export async function serveExport(
  { env }: { env: { EXPORTS_DIR: string } },
  path: string,
  response: ServerResponse,
): Promise<void> {
  const [, day, name] = NAME.exec(path) ?? [];
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW;
  const handle = day && name ? await open(join(env.EXPORTS_DIR, day, name), flags).catch(() => undefined) : undefined;
  if (!handle || !name) throw new ApiError('NOT_FOUND', 'Nothing is published at this path.');
  try {
    const { size, mtime } = await handle.stat();
    const immutable = name.endsWith('.gz');
    response.writeHead(200, {
      ...SECURITY_HEADERS,
      ...CORS_HEADERS,
      'content-type': HEADERS[name.split('.').at(-1) as string],
      'content-length': String(size),
      'last-modified': mtime.toUTCString(),
      'content-disposition': `attachment; filename="${day}-${name}"`,
      'cache-control': immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
    });
    if (response.req.method === 'HEAD') {
      response.end();
      return;
    }
    await pipeline(handle.createReadStream({ autoClose: false }), response).catch(() => undefined);
  } finally {
    await handle.close();
  }
}
