import pg from 'pg';
import { ApiError } from './api-error.ts';

/** One question to Postgres; the only thing that queries see of the driver. */
export interface Reader {
  /**
   * @param name a name of the text's own lets every session keep its plan: for the few statements that take longer to plan
   * than to run, and whose best plan does not depend on the values
   * @throws ApiError `OVERLOADED` when the queue is full, `DEADLINE_EXCEEDED` when the signal aborts.
   */
  rows<Row extends object>(text: string, values?: readonly unknown[], name?: string): Promise<Row[]>;
}

export interface Database {
  /** A reader whose statements are cancelled at the server when the signal aborts. */
  reader(signal?: AbortSignal): Reader;
  close(): Promise<void>;
}

/** Requests that may wait for a connection; those after them are shed at once. */
const QUEUE = 64;
/** Waiting longer than this for a connection means that the server is full. */
const ACQUIRE_MILLISECONDS = 3_000;
/** The login's own limits are the law; these hold where somebody forgot to set them. */
const SESSION = [
  '-c statement_timeout=4000',
  '-c lock_timeout=1000',
  '-c idle_in_transaction_session_timeout=5000',
  '-c default_transaction_read_only=on',
  '-c max_parallel_workers_per_gather=0',
  '-c client_connection_check_interval=1000',
  '-c TimeZone=UTC',
  '-c jit=off',
].join(' ');

/**
 * Opens a bounded pool of read-only sessions. Days come as text, integers over 2^53 and numerics as exact text.
 * @param url the read-only login
 * @param connections most connections to hold
 * @param onStatement called with every statement sent, for counting
 */
export function openDatabase(url: string, connections: number, onStatement?: (text: string) => void): Database {
  const config = { connectionString: url, options: SESSION, types: { getTypeParser } } as pg.PoolConfig;
  const pool = new pg.Pool({ ...config, max: connections, connectionTimeoutMillis: ACQUIRE_MILLISECONDS });
  const canceller = new pg.Pool({ ...config, max: 1, connectionTimeoutMillis: ACQUIRE_MILLISECONDS });
  for (const each of [pool, canceller]) each.on('error', () => undefined);

  async function rows<Row extends object>(statement: pg.QueryConfig, signal: AbortSignal | undefined) {
    throwIfAborted(signal);
    if (pool.waitingCount >= QUEUE) throw overloaded();
    const client = await pool.connect().catch((error: Error) => {
      throw /timeout/i.test(error.message) ? overloaded() : error;
    });
    // A connection that breaks while it is lent out reports here first; unheard, that would end the process.
    let broken: Error | undefined;
    const noteBreak = (error: Error) => {
      broken = error;
    };
    client.on('error', noteBreak);
    let cancelling: Promise<unknown> | undefined;
    const cancel = () => {
      const { processID } = client as unknown as { processID: number };
      cancelling = canceller.query('SELECT pg_cancel_backend($1)', [processID]).catch(() => undefined);
    };
    try {
      throwIfAborted(signal);
      signal?.addEventListener('abort', cancel, { once: true });
      onStatement?.(statement.text);
      const result = await client.query<Row & pg.QueryResultRow>(statement);
      return result.rows as Row[];
    } catch (error) {
      if (isBreak(error)) broken = error;
      throw broken ? unavailable() : error;
    } finally {
      signal?.removeEventListener('abort', cancel);
      // A cancel that is under way must not hit the next statement of this connection.
      if (cancelling) await cancelling;
      client.off('error', noteBreak);
      client.release(broken);
    }
  }

  return {
    reader: (signal) => ({
      rows: (text, values = [], name) => rows({ text, values: [...values], ...(name && { name }) }, signal),
    }),
    async close() {
      await Promise.all([pool.end(), canceller.end()]);
    },
  };
}

function overloaded(): ApiError {
  return new ApiError('OVERLOADED', 'The server is full; try again as Retry-After says.', 1);
}

function unavailable(): ApiError {
  return new ApiError('DATABASE_UNAVAILABLE', 'The database does not answer; try again shortly.', 2);
}

/** The server ended the session (57P, 08), or the driver lost it and gives no code. */
const isBreak = (error: unknown): error is Error =>
  error instanceof Error &&
  (('code' in error && /^(57P|08)/.test(String(error.code))) ||
    /^(Connection terminated|Client has encountered a connection error)/.test(error.message));

function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new ApiError('DEADLINE_EXCEEDED', 'The answer took too long; ask for less.');
}

const DATE = 1082;
const NUMERIC_ARRAY = 1231;

/** How the API reads values: days and numerics as exact text, arrays of numerics never. */
export function getTypeParser(oid: number, format?: 'text' | 'binary') {
  if (oid === DATE) return (text: string) => text;
  // The driver would read numeric arrays as floats: cast them to text[] in the statement.
  if (oid === NUMERIC_ARRAY) return rejectNumericArray;
  return pg.types.getTypeParser(oid, format as 'text');
}

function rejectNumericArray(): never {
  throw new Error('numeric[] must be selected as text[]');
}
