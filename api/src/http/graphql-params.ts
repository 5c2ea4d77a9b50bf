import type { IncomingMessage } from 'node:http';
import { ApiError } from '../api-error.ts';

export interface GraphqlParams {
  query: string;
  variables: Record<string, unknown>;
  operationName: string | null;
}

const QUERY_BYTES = 8 * 1024;
const VARIABLES_BYTES = 8 * 1024;
const VARIABLES_DEPTH = 8;
const KEYS = new Set(['query', 'variables', 'operationName', 'extensions']);

/** @throws ApiError `UNSUPPORTED_MEDIA_TYPE` for anything but a plain JSON body: forms and archives are not read. */
export function assertJson(request: IncomingMessage): void {
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (type !== 'application/json' || encoding !== 'identity') {
    throw new ApiError('UNSUPPORTED_MEDIA_TYPE', 'Send POST with content-type application/json, not compressed.');
  }
}

/**
 * Reads one GraphQL request; batches are not served.
 * @throws ApiError `BAD_REQUEST` or `TOO_LARGE`
 */
export function parseParams(body: string): GraphqlParams {
  const params = parseJson(body);
  if (!isRecord(params)) throw bad('The body must be one JSON object with a query; batches are not served.');
  const unknown = Object.keys(params).find((key) => !KEYS.has(key));
  if (unknown !== undefined) throw bad('The body may only have query, variables, operationName and extensions.');
  const { query, variables = null, operationName = null } = params;
  if (typeof query !== 'string' || query.trim() === '') throw bad('The body has no query.');
  if (Buffer.byteLength(query) > QUERY_BYTES) throw new ApiError('TOO_LARGE', 'The query is over 8 KB.');
  if (operationName !== null && typeof operationName !== 'string') throw bad('operationName must be a string.');
  if (variables !== null && !isRecord(variables)) throw bad('variables must be an object.');
  assertShallow(variables, VARIABLES_DEPTH);
  if (Buffer.byteLength(JSON.stringify(variables)) > VARIABLES_BYTES) {
    throw new ApiError('TOO_LARGE', 'The variables are over 8 KB.');
  }
  return { query, variables: variables ?? {}, operationName };
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw bad('The body is not JSON.');
  }
}

function assertShallow(value: unknown, levels: number): void {
  if (typeof value !== 'object' || value === null) return;
  if (levels === 0) throw bad('The variables are nested too deeply.');
  for (const key of Object.keys(value)) {
    if (key === '__proto__') throw bad('A variable has a reserved name.');
    assertShallow((value as Record<string, unknown>)[key], levels - 1);
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function bad(message: string): ApiError {
  return new ApiError('BAD_REQUEST', message);
}
