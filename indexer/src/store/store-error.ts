import { CodedError } from '@tokentape/core/coded-error.ts';

/** Everything the store and its database can refuse, so that callers may tell the reasons apart without reading text. */
export type StoreErrorCode =
  | 'POSTGRES_UNSUPPORTED_PLATFORM'
  | 'POSTGRES_PERMISSION'
  | 'POSTGRES_FOLDER_BROKEN'
  | 'POSTGRES_IN_USE'
  | 'POSTGRES_PORT_BUSY'
  | 'POSTGRES_START_FAILED'
  | 'SCHEMA_NEWER'
  | 'SCHEMA_MISSING'
  | 'ORIGIN_MIXED'
  | 'REGISTRY_CONFLICT'
  | 'UNKNOWN_CHAIN'
  | 'INTEGRITY'
  | 'CHECKPOINT_MISMATCH'
  | 'FACT_OUT_OF_RANGE'
  | 'POOL_UNKNOWN';

/** A refusal with a code; the message says what happened and what to do about it. */
export class StoreError extends CodedError<StoreErrorCode> {
  override name = 'StoreError';

  constructor(code: StoreErrorCode, message: string, cause?: unknown) {
    super(code, message, cause === undefined ? undefined : { cause });
  }
}

/** The database already holds something else under the key of a fact: never overwritten, never silently kept. */
export class IntegrityError extends StoreError {
  override name = 'IntegrityError';

  constructor(message: string) {
    super('INTEGRITY', message);
  }
}
