import { chains, dexes, issuers, tokensOf } from '@tokentape/core/registry/registry.ts';
import type { Chain } from '@tokentape/core/registry/types.ts';
import pg from 'pg';
import { hexOf } from './address-bytes.ts';
import { chainKeyOf } from './catalogue.ts';
import { StoreError } from './store-error.ts';

/** Whether the facts are simulated, and what pages call them. */
export interface DataOrigin {
  simulated: boolean;
  label: string;
}

/**
 * Writes the registry into the database: chains, issuers, assets, tokens and venues. Safe to repeat: what is there keeps its
 * key and takes the registry's current label; nothing is ever deleted.
 * @throws StoreError ORIGIN_MIXED when the database holds data of the other origin
 */
export async function seedRegistry(databaseUrl: string, origin: DataOrigin): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('BEGIN');
    // Chain processes that start together wait for each other here.
    await client.query('LOCK TABLE chain IN SHARE ROW EXCLUSIVE MODE');
    await claimOrigin(client, origin);
    for (const table of [seedChains, seedIssuers, seedAssets, seedTokens, seedDexes]) await table(client);
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
}

async function claimOrigin(client: pg.Client, origin: DataOrigin): Promise<void> {
  await client.query(
    'INSERT INTO data_origin (simulated, label) SELECT $1, $2 WHERE NOT EXISTS (SELECT FROM data_origin)',
    [origin.simulated, origin.label],
  );
  const { rows } = await client.query<DataOrigin>('SELECT simulated, label FROM data_origin');
  if (rows[0]?.simulated === origin.simulated) return;
  const [holds, wanted] = origin.simulated ? ['live', 'simulated'] : ['simulated', 'live'];
  throw new StoreError(
    'ORIGIN_MIXED',
    `The database holds ${holds} data and is never mixed with ${wanted} data. Use another database, or delete the folder .tokentape to start afresh.`,
  );
}

/** Inserts the rows whose id is new, in their order, and brings the columns of the others up to date. */
async function seed(client: pg.Client, table: string, columns: string[], rows: object[]): Promise<void> {
  const types = await client.query<{ name: string; type: string }>(
    `SELECT attname AS name, format_type(atttypid, NULL) AS type FROM pg_attribute
      WHERE attrelid = $1::regclass AND attname = ANY($2)`,
    [table, columns],
  );
  const recordset = types.rows.map(({ name, type }) => `${name} ${type}`).join(', ');
  const source = `jsonb_to_recordset($1::jsonb) AS r(place integer, ${recordset})`;
  const list = columns.join(', ');
  const json = JSON.stringify(rows.map((row, place) => ({ place, ...row })));
  const changes = columns.filter((column) => column !== 'id' && column !== 'address');
  await client.query(
    `UPDATE ${table} t SET ${changes.map((column) => `${column} = r.${column}`).join(', ')} FROM ${source}
      WHERE t.id = r.id AND (${changes.map((c) => `t.${c}`).join(', ')}) IS DISTINCT FROM (${changes.map((c) => `r.${c}`).join(', ')})`,
    [json],
  );
  // Inserting only what is missing keeps the key sequences from running dry over many starts.
  await client.query(
    `INSERT INTO ${table} (${list}) SELECT ${list} FROM ${source}
      WHERE NOT EXISTS (SELECT FROM ${table} t WHERE t.id = r.id) ORDER BY place`,
    [json],
  );
}

const seedChains = (client: pg.Client): Promise<void> =>
  seed(
    client,
    'chain',
    ['id', 'key', 'name', 'kind', 'chain_id'],
    chains.map(({ id, name, kind, chainId }) => ({ id, key: chainKeyOf(id), name, kind, chain_id: chainId })),
  );

const seedIssuers = (client: pg.Client): Promise<void> => seed(client, 'issuer', ['id', 'name', 'status'], issuers);

/** Dollars in an issuer's list are no stock and get no asset. */
const seedAssets = (client: pg.Client): Promise<void> =>
  seed(
    client,
    'asset',
    ['id', 'issuer_id', 'symbol', 'underlying', 'name'],
    issuers.flatMap((issuer) =>
      issuer.assets
        .filter((asset) => asset.class !== 'cash')
        .map(({ id, symbol, underlying, name }) => ({ id, issuer_id: issuer.id, symbol, underlying, name })),
    ),
  );

const seedDexes = (client: pg.Client): Promise<void> =>
  seed(
    client,
    'dex',
    ['id', 'name', 'curve'],
    dexes.map(({ id, name, curve }) => ({ id, name, curve })),
  );

async function seedTokens(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ id: string; key: number }>('SELECT id, key FROM asset');
  const assetKeys = new Map(rows.map((row) => [row.id, row.key]));
  const columns = ['id', 'chain_key', 'address', 'asset_key', 'role', 'symbol', 'decimals', 'unit_rule', 'state'];
  const tokens = chains.flatMap((chain) => [...stockTokens(chain, assetKeys), ...quoteTokens(chain)]);
  await seed(client, 'token', columns, tokens);
  const wraps = chains.flatMap(({ id }) =>
    tokensOf(id).flatMap(({ token }) =>
      token.wraps === null ? [] : [{ id: `${id}:${token.address}`, wraps: `${id}:${token.wraps}` }],
    ),
  );
  await client.query(
    `UPDATE token t SET wraps_key = w.key
       FROM jsonb_to_recordset($1::jsonb) AS r(id text, wraps text) JOIN token w ON w.id = r.wraps
      WHERE t.id = r.id AND t.wraps_key IS DISTINCT FROM w.key`,
    [JSON.stringify(wraps)],
  );
}

const tokenBase = (chain: Chain, address: string): object => ({
  id: `${chain.id}:${address}`,
  chain_key: chainKeyOf(chain.id),
  address: `\\x${hexOf(chain.kind, address)}`,
  state: 'registered',
});

const stockTokens = (chain: Chain, assetKeys: Map<string, number>): object[] =>
  tokensOf(chain.id).map(({ asset, token }) => ({
    ...tokenBase(chain, token.address),
    asset_key: assetKeys.get(asset.id),
    role: 'stock',
    symbol: token.symbol,
    decimals: token.decimals,
    unit_rule: token.unitRule,
  }));

const quoteTokens = (chain: Chain): object[] =>
  chain.quotes.map((quote) => ({
    ...tokenBase(chain, quote.address),
    asset_key: null,
    role: 'quote',
    symbol: quote.symbol,
    decimals: quote.decimals,
    unit_rule: 'plain',
  }));
