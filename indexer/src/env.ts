import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import * as v from 'valibot';
import { CodedError } from './coded-error.ts';

/** The repository's root: where `.env`, `db` and the packages lie. */
export const ROOT = resolve(import.meta.dirname, '../..');

const port = v.pipe(v.string(), v.regex(/^\d{1,5}$/, 'must be a port number'), v.transform(Number), v.maxValue(65535));
const url = (...schemes: string[]) =>
  v.pipe(
    v.string(),
    v.check((text) => schemes.some((scheme) => text.startsWith(`${scheme}://`)), `must start with ${schemes[0]}://`),
  );

const Environment = v.object({
  DATABASE_URL: v.optional(url('postgres', 'postgresql')),
  HELIUS_API_KEY: v.optional(v.pipe(v.string(), v.minLength(8))),
  SOLANA_RPC_URL: v.optional(url('http', 'https')),
  ARBITRUM_RPC_URL: v.optional(url('http', 'https')),
  BASE_RPC_URL: v.optional(url('http', 'https')),
  ROBINHOOD_RPC_URL: v.optional(url('http', 'https')),
  ETHEREUM_RPC_URL: v.optional(url('http', 'https')),
  BNB_RPC_URL: v.optional(url('http', 'https')),
  API_DATABASE_PASSWORD: v.optional(v.pipe(v.string(), v.minLength(12))),
  EXPORT_DATABASE_PASSWORD: v.optional(v.pipe(v.string(), v.minLength(12))),
  WEB_PORT: v.optional(port, '3000'),
  API_PORT: v.optional(port, '4000'),
  TAPE_DIR: v.optional(v.string(), '.tokentape'),
});

/** What the operator configured, checked. */
export type Env = v.InferOutput<typeof Environment>;

/**
 * Reads the environment and the `.env` file of the repository's root; variables already set win.
 * @throws CodedError `BAD_ENVIRONMENT` that names each variable that is wrong.
 */
export function readEnv(): Env {
  const file = resolve(ROOT, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
  const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''));
  const parsed = v.safeParse(Environment, given);
  if (parsed.success) return { ...parsed.output, TAPE_DIR: resolve(ROOT, parsed.output.TAPE_DIR) };
  const problems = parsed.issues.map((issue) => `${v.getDotPath(issue)} ${issue.message}`);
  throw new CodedError('BAD_ENVIRONMENT', `${problems.join('; ')}. Correct it in .env (see .env.example).`);
}

const IndexerEnvironment = v.object({
  DATABASE_URL: url('postgres', 'postgresql'),
  RPC_URL: url('http', 'https'),
  RPC_API_KEY: v.optional(v.string()),
  RPC_FALLBACK_URL: v.optional(url('http', 'https')),
});

/** What one indexer process gets from its parent: the key of its own chain and nothing else. */
export function readIndexerEnv(): v.InferOutput<typeof IndexerEnvironment> {
  const parsed = v.safeParse(IndexerEnvironment, process.env);
  if (parsed.success) return parsed.output;
  const names = parsed.issues.map((issue) => v.getDotPath(issue)).join(', ');
  throw new CodedError('BAD_ENVIRONMENT', `${names} must be set. Run "tape index --chain C" instead, which sets them.`);
}

/** The environment that child processes need besides their own settings: never the keys of the chains. */
export function plainEnv(): Record<string, string> {
  const keep = ['PATH', 'HOME', 'LANG', 'TZ', 'TMPDIR', 'NODE_OPTIONS', 'NO_COLOR', 'FORCE_COLOR', 'TERM'];
  return Object.fromEntries(keep.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}
