import { GraphQLError } from 'graphql';

/** Every code that an answer of the API can carry, with the HTTP status that it takes along. */
export const ERROR_CODES = {
  /** The request is not a JSON object with `query`, `variables` and `operationName`. */
  BAD_REQUEST: 400,
  /** Only POST (and OPTIONS) is served on /graphql. */
  METHOD_NOT_ALLOWED: 405,
  /** The body must be plain application/json. */
  UNSUPPORTED_MEDIA_TYPE: 415,
  /** Body over 32 KB, query or variables over 8 KB. */
  TOO_LARGE: 413,
  /** The query is not GraphQL. */
  PARSE_FAILED: 400,
  /** The query does not fit the schema, or a variable does not fit its type. */
  VALIDATION_FAILED: 400,
  /** Too many tokens, levels, aliases or directives. */
  LIMIT_EXCEEDED: 400,
  /** The page sizes asked for cost more than one request may. */
  COST_EXCEEDED: 400,
  /** An argument is outside of what the field takes. */
  BAD_ARGUMENT: 400,
  /** A cursor that this field with these arguments did not give. */
  BAD_CURSOR: 400,
  /** Too many buckets between `from` and `to`. */
  WINDOW_TOO_LARGE: 400,
  /** Several issuers use the symbol: ask by asset id. */
  AMBIGUOUS_TICKER: 400,
  /** This address asked too often or too much: wait as Retry-After says. */
  RATE_LIMITED: 429,
  /** The server is full: wait as Retry-After says. */
  OVERLOADED: 503,
  /** The answer took longer than five seconds. */
  DEADLINE_EXCEEDED: 504,
  /** The database does not answer. */
  DATABASE_UNAVAILABLE: 503,
  /** Nothing at this path. */
  NOT_FOUND: 404,
  /** A fault of the server, found in its log under the request id. */
  INTERNAL: 500,
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

/** An error that the caller may read: one code of the closed list and a sentence. */
export class ApiError extends GraphQLError {
  readonly code: ErrorCode;
  /** HTTP headers that go with it. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: ErrorCode, message: string, retryAfterSeconds?: number) {
    const headers: Record<string, string> =
      retryAfterSeconds === undefined ? {} : { 'retry-after': String(Math.ceil(retryAfterSeconds)) };
    super(message, { extensions: { code, http: { status: ERROR_CODES[code], headers } } });
    this.headers = headers;
    this.name = 'ApiError';
    this.code = code;
  }
}

const UNAVAILABLE = /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|ENOENT|28|3D000|53|57P|08)/;

/** What the caller may know of any thrown value: texts of the database or of Node never leave the process. */
export function asApiError(error: unknown): ApiError {
  const cause = error instanceof GraphQLError && error.originalError ? error.originalError : error;
  if (cause instanceof ApiError) return cause;
  const code = pgCode(cause);
  if (code === '57014') return new ApiError('DEADLINE_EXCEEDED', 'The answer took too long; ask for less.');
  if (code && UNAVAILABLE.test(code)) {
    return new ApiError('DATABASE_UNAVAILABLE', 'The database does not answer; try again shortly.', 2);
  }
  return new ApiError('INTERNAL', 'The server failed; its log has the reason under this request id.');
}

function pgCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
