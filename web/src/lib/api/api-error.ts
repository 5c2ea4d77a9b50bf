/** Codes by which the API says that the question was wrong, not that it is in trouble. */
const READERS_FAULT = new Set(['BAD_ARGUMENT', 'BAD_CURSOR', 'COST_EXCEEDED', 'VALIDATION_FAILED', 'WINDOW_TOO_LARGE']);

/** The API could not be reached or answered with an error; shown as a page that says so. */
export class ApiError extends Error {
  override name = 'ApiError';
  readonly kind: 'unreachable' | 'refused' | 'answer';
  /** The API's own code of the error, when it gave one. */
  readonly code: string | undefined;

  constructor(kind: ApiError['kind'], message: string, options: { cause?: unknown; code?: string | undefined } = {}) {
    super(message, { cause: options.cause });
    this.kind = kind;
    this.code = options.code;
  }

  /** Status of the page that shows it: 400 for an address that asks the impossible, 429 for too much, else 503. */
  get status(): 400 | 429 | 503 {
    if (this.code !== undefined && READERS_FAULT.has(this.code)) return 400;
    return this.code === 'RATE_LIMITED' ? 429 : 503;
  }
}
