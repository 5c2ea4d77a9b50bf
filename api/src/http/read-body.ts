import type { IncomingMessage } from 'node:http';
import { ApiError } from '../api-error.ts';

/** FAULTS: bytes of one request's body. */
export const BODY_BYTES = 32 * 1024;

/**
 * Reads a body of at most 32 KB.
 * @throws ApiError `TOO_LARGE` as soon as the length or the bytes that came say so, `BAD_REQUEST` for a cut body.
 */
export async function readBody(request: IncomingMessage): Promise<string> {
  if (Number(request.headers['content-length'] ?? 0) > BODY_BYTES) throw tooLarge();
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > BODY_BYTES) throw tooLarge();
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof ApiError) throw error;
    throw new ApiError('BAD_REQUEST', 'The body was cut off.');
  }
  return Buffer.concat(chunks).toString('utf8');
}

function tooLarge(): ApiError {
  return new ApiError('TOO_LARGE', 'The body is over 32 KB.');
}
