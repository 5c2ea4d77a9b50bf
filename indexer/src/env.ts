import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { CodedError } from '@tokentape/core/coded-error.ts';
import { chains } from '@tokentape/core/registry/registry.ts';
import * as v from 'valibot';

/** The repository's root: where `.env`, `db` and the packages lie. */
export const ROOT = resolve(import.meta.dirname, '../..');

const port = v.pipe(v.string(), v.regex(/^\d{1,5}$/, 'must be a port number'), v.transform(Number), v.maxValue(65535));
const url = (...schemes: string[]) =>
  v.pipe(
    v.string(),
    v.check((text) => schemes.some((scheme) => text.startsWith(`${scheme}://`)), `must start with ${schemes[0]}://`),
  );
const http = url('http', 'https');
const listOf = <Item extends v.GenericSchema<string, string>>(item: Item) =>
  v.pipe(
    v.string(),
    v.transform((text) => text.split(',').map((each) => each.trim())),
    v.array(item),
  );
const indexed = chains.filter((chain) => chain.indexed);

/** What every chain may be given; the names begin with the chain's id in capitals, so that a chain needs no line here. */
const ofChain = {
  /** JSON-RPC node. */
  RPC_URL: v.optional(http),
  /** Second provider: asked while the first fails, and for the audit on EVM chains. */
  FALLBACK_URL: v.optional(http),
  /** Where an EVM chain's history comes from: `public`, `none`, or addresses of gateways or portal datasets. */
  HISTORY_URL: v.optional(v.union([v.literal('public'), v.literal('none'), listOf(http)])),
};

/** What the operator configured for one chain. */
export type ChainEnv = v.InferOutput<ReturnType<typeof v.object<typeof ofChain, undefined>>>;

const Environment = v.object({
  DATABASE_URL: v.optional(url('postgres', 'postgresql')),
  HELIUS_API_KEY: v.optional(v.pipe(v.string(), v.minLength(8))),
  LIVE_CHAINS: v.optional(listOf(v.picklist(indexed.map(({ id }) => id))), 'solana,arbitrum,base'),
  API_DATABASE_PASSWORD: v.optional(v.pipe(v.string(), v.minLength(12))),
  EXPORT_DATABASE_PASSWORD: v.optional(v.pipe(v.string(), v.minLength(12))),
  WEB_PORT: v.optional(port, '3000'),
  API_PORT: v.optional(port, '4000'),
  TAPE_DIR: v.optional(v.string(), '.tokentape'),
});

const variablesOf = (chain: string) =>
  Object.entries(ofChain).map(([name, schema]) => [`${chain.toUpperCase()}_${name}`, schema] as const);
const ChainEnvironment = v.object(Object.fromEntries(indexed.flatMap(({ id }) => variablesOf(id))));

/** What the operator configured, checked. `chains` by chain id; a chain without any setting is absent. */
export type Env = v.InferOutput<typeof Environment> & { chains: Readonly<Record<string, ChainEnv>> };

/**
 * Reads the environment and the `.env` file of the repository's root; variables already set win.
 * @throws CodedError `BAD_ENVIRONMENT` that names each variable that is wrong.
 */
export function readEnv(): Env {
  const file = resolve(ROOT, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
  return parseEnv(process.env);
}

/** @throws CodedError `BAD_ENVIRONMENT` that names each variable that is wrong. */
export function parseEnv(variables: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const parsed = v.safeParse(v.intersect([Environment, ChainEnvironment]), given);
  if (parsed.success) {
    return { ...parsed.output, TAPE_DIR: resolve(ROOT, parsed.output.TAPE_DIR), chains: chainsOf(parsed.output) };
  }
  const problems = parsed.issues.map((issue) => `${v.getDotPath(issue)} ${issue.message}`);
  throw new CodedError('BAD_ENVIRONMENT', `${problems.join('; ')}. Correct it in .env (see .env.example).`);
}

function chainsOf(given: Record<string, unknown>): Record<string, ChainEnv> {
  const own = indexed.map(({ id }): [string, ChainEnv] => {
    const names = Object.keys(ofChain) as (keyof ChainEnv)[];
    const set = names.flatMap((name) => {
      const value = given[`${id.toUpperCase()}_${name}`];
      return value === undefined ? [] : [[name, value]];
    });
    return [id, Object.fromEntries(set)];
  });
  return Object.fromEntries(own.filter(([, settings]) => Object.keys(settings).length > 0));
}

const IndexerEnvironment = v.object({
  DATABASE_URL: url('postgres', 'postgresql'),
  RPC_URL: http,
  RPC_API_KEY: v.optional(v.string()),
  RPC_FALLBACK_URL: v.optional(http),
  HISTORY_URLS: v.optional(listOf(http)),
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
