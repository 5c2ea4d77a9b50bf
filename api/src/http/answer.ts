import type { ServerResponse } from 'node:http';
import type { ApiError } from '../api-error.ts';
import { ERROR_CODES } from '../api-error.ts';
import { CORS_HEADERS, SECURITY_HEADERS } from './security-headers.ts';

/** Writes a whole answer with the headers that every answer has. */
export function answer(
  response: ServerResponse,
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, {
    ...SECURITY_HEADERS,
    ...CORS_HEADERS,
    'cache-control': 'no-store',
    'content-type': 'text/plain; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    ...headers,
  });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}

export function answerJson(response: ServerResponse, status: number, body: unknown): void {
  answer(response, status, JSON.stringify(body), { 'content-type': 'application/json; charset=utf-8' });
}

/** Answers an error that struck before GraphQL was reached, in GraphQL's shape. */
export function answerError(response: ServerResponse, error: ApiError, requestId: string): void {
  const body = { errors: [{ message: error.message, extensions: { code: error.code, requestId } }] };
  // A body that was not read to its end would be taken for the next request.
  const close = response.req.complete ? {} : { connection: 'close' };
  answer(response, ERROR_CODES[error.code], JSON.stringify(body), {
    ...error.headers,
    ...close,
    'content-type': 'application/json; charset=utf-8',
    'x-request-id': requestId,
  });
}
