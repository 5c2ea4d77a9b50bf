import { resolve } from 'node:path';
import { CodedError } from '@tokentape/core/coded-error.ts';
import * as v from 'valibot';

const ROOT = resolve(import.meta.dirname, '../..');

const whole = (least: number, most: number) =>
  v.pipe(
    v.string(),
    v.regex(/^\d{1,9}$/, 'must be a whole number'),
    v.transform(Number),
    v.minValue(least, `must be at least ${least}`),
    v.maxValue(most, `must be at most ${most}`),
  );
const postgresUrl = v.pipe(v.string(), v.regex(/^postgres(ql)?:\/\//, 'must start with postgres://'));

const Environment = v.object({
  /** Login that can only read. */
  DATABASE_URL: postgresUrl,
  /** Address to listen on; the outer world reaches it through a proxy. */
  HOST: v.optional(v.string(), '127.0.0.1'),
  PORT: v.optional(whole(0, 65535), '4000'),
  /** How many proxies in front append to X-Forwarded-For; 0 takes the socket's address. */
  TRUSTED_PROXIES: v.optional(whole(0, 10), '0'),
  /** Folder with the published CSV files. */
  EXPORTS_DIR: v.optional(v.string(), '.tokentape/exports'),
  /** Connections to Postgres. */
  DATABASE_CONNECTIONS: v.optional(whole(1, 100), '8'),
  /** Requests that one address may send in a minute. */
  REQUESTS_PER_MINUTE: v.optional(whole(1, 1_000_000), '600'),
  /** Query cost that one address may spend in a minute (see docs of `extensions.cost`). */
  COST_PER_MINUTE: v.optional(whole(1, 100_000_000), '120000'),
  /** Indexing may lie this far behind the finalized head before /ready says no. */
  READY_LAG_SECONDS: v.optional(whole(1, 10_000_000), '900'),
});

/** The settings of the API server, checked. */
export type Env = v.InferOutput<typeof Environment>;

const ExportEnvironment = v.object({
  /** Login of the exporter: reads the facts, writes `export_file` and its job queue. */
  EXPORT_DATABASE_URL: postgresUrl,
  EXPORTS_DIR: v.optional(v.string(), '.tokentape/exports'),
  /** Commit of the code, written into every manifest. */
  CODE_VERSION: v.optional(v.pipe(v.string(), v.regex(/^[\w.+-]{1,64}$/, 'must be a version or a commit'))),
  /** Bytes that must be free on the disk before a file is begun. */
  EXPORT_FREE_BYTES: v.optional(whole(0, 999_999_999), '268435456'),
});

/** The settings of the export worker, checked. */
export type ExportEnv = v.InferOutput<typeof ExportEnvironment>;

/**
 * Reads the API server's settings.
 * @throws CodedError `BAD_ENVIRONMENT` naming each variable that is wrong.
 */
export function readEnv(source: NodeJS.ProcessEnv = process.env): Env {
  const env = parse(Environment, source);
  return { ...env, EXPORTS_DIR: resolve(ROOT, env.EXPORTS_DIR) };
}

/**
 * Reads the export worker's settings.
 * @throws CodedError `BAD_ENVIRONMENT` naming each variable that is wrong.
 */
export function readExportEnv(source: NodeJS.ProcessEnv = process.env): ExportEnv {
  const env = parse(ExportEnvironment, source);
  return { ...env, EXPORTS_DIR: resolve(ROOT, env.EXPORTS_DIR) };
}

function parse<S extends v.GenericSchema>(schema: S, source: NodeJS.ProcessEnv): v.InferOutput<S> {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = v.safeParse(schema, given);
  if (parsed.success) return parsed.output;
  const problems = parsed.issues.map((issue) => `${v.getDotPath(issue) ?? ''} ${issue.message}`);
  throw new CodedError('BAD_ENVIRONMENT', `${problems.join('; ')}. Set it in the environment or in .env.`);
}
