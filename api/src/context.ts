import type { Reader } from './database.ts';
import type { Loaders } from './loaders.ts';

/** What a resolver has besides its arguments. */
export interface ApiContext {
  /** Names the request in answers and in the log. */
  requestId: string;
  /** Aborts when the caller has gone or the deadline has passed. */
  signal: AbortSignal;
  reader: Reader;
  /** Batches the questions of one request; never shared between requests. */
  loaders: Loaders;
  /** Charges the caller's budget. @throws ApiError `RATE_LIMITED` */
  charge(cost: number): Promise<void>;
}
