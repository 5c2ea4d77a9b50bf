/** The API could not be reached or answered with an error; shown as a page that says so. */
export class ApiError extends Error {
  override name = 'ApiError';
  readonly kind: 'unreachable' | 'refused' | 'answer';

  constructor(kind: ApiError['kind'], message: string, cause?: unknown) {
    super(message, { cause });
    this.kind = kind;
  }
}
