import type { PortalTables, Row } from './portal-block.ts';

/** A query that the portal does not understand is refused with status 400. */
export class PortalQueryError extends Error {}

export interface PortalQuery {
  type: 'solana';
  fromBlock: number;
  toBlock?: number;
  parentBlockHash?: string;
  includeAllBlocks?: boolean;
  fields: Record<string, Record<string, boolean>>;
  instructions?: Filter[];
  tokenBalances?: Filter[];
}

type Filter = Record<string, string[] | boolean | undefined>;
type Table = 'transactions' | 'instructions' | 'logs' | 'tokenBalances';

const KNOWN = new Set(['type', 'fromBlock', 'toBlock', 'parentBlockHash', 'includeAllBlocks', 'fields']);
const FIELD_NAMES: Record<Table, string> = {
  transactions: 'transaction',
  instructions: 'instruction',
  logs: 'log',
  tokenBalances: 'tokenBalance',
};
const WHOLE_TRANSACTION: Record<string, Table> = {
  transaction: 'transactions',
  transactionInstructions: 'instructions',
  transactionTokenBalances: 'tokenBalances',
};
const RELATIONS: Record<'instructions' | 'tokenBalances', Set<string>> = {
  instructions: new Set([...Object.keys(WHOLE_TRANSACTION), 'logs']),
  tokenBalances: new Set(['transaction', 'transactionInstructions']),
};

/** @throws PortalQueryError on what this portal, like the real one, does not know */
export function checkQuery(given: unknown): PortalQuery {
  const query = given as PortalQuery;
  if (query?.type !== 'solana') throw new PortalQueryError('type must be solana');
  if (!Number.isSafeInteger(query.fromBlock) || (query.toBlock ?? query.fromBlock) < query.fromBlock) {
    throw new PortalQueryError('fromBlock and toBlock are no range');
  }
  for (const key of Object.keys(query)) {
    if (!KNOWN.has(key) && !(key in RELATIONS)) throw new PortalQueryError(`unknown field ${key}`);
  }
  for (const table of ['instructions', 'tokenBalances'] as const) {
    for (const filter of query[table] ?? []) checkFilter(table, filter);
  }
  return query;
}

function checkFilter(table: 'instructions' | 'tokenBalances', filter: Filter): void {
  const columns =
    table === 'instructions' ? /^(programId|a([0-9]|1[0-5]))$/ : /^(account|(pre|post)(Mint|Owner|ProgramId))$/;
  for (const [key, value] of Object.entries(filter)) {
    const fits = RELATIONS[table].has(key) ? typeof value === 'boolean' : columns.test(key) && Array.isArray(value);
    if (!fits) throw new PortalQueryError(`unknown field ${table}.${key}`);
  }
}

/** The rows of a block that the query asks for, with the fields that it asks for; undefined when none match. */
export function selectRows(block: PortalTables, query: PortalQuery): Row | undefined {
  const chosen: Record<Table, Set<Row>> = {
    transactions: new Set(),
    instructions: new Set(),
    logs: new Set(),
    tokenBalances: new Set(),
  };
  for (const table of ['instructions', 'tokenBalances'] as const) {
    for (const filter of query[table] ?? []) {
      for (const row of block[table]) if (matches(row, filter)) choose(block, chosen, table, row, filter);
    }
  }
  const tables = Object.entries(chosen).filter(([, rows]) => rows.size > 0);
  if (tables.length === 0) return undefined;
  const parts = tables.map(([table]) => [table, rowsOf(block, chosen, table as Table, query)]);
  return { header: headerOf(block, query), ...Object.fromEntries(parts) };
}

export function headerOf({ header }: PortalTables, { fields }: PortalQuery): Row {
  return project(header, { ...fields.block, number: true, hash: true });
}

function matches(row: Row, filter: Filter): boolean {
  return Object.entries(filter).every(([key, wanted]) => {
    if (!Array.isArray(wanted)) return true;
    const place = /^a(\d+)$/.exec(key)?.[1];
    const value = place === undefined ? row[key] : (row.accounts as string[])[Number(place)];
    return typeof value === 'string' && wanted.includes(value);
  });
}

function choose(block: PortalTables, chosen: Record<Table, Set<Row>>, table: Table, row: Row, filter: Filter): void {
  chosen[table].add(row);
  for (const [relation, other] of Object.entries(WHOLE_TRANSACTION)) {
    if (filter[relation] !== true) continue;
    for (const each of block[other]) if (each.transactionIndex === row.transactionIndex) chosen[other].add(each);
  }
  if (filter.logs !== true) return;
  for (const log of block.logs) {
    const same = log.transactionIndex === row.transactionIndex;
    if (same && String(log.instructionAddress) === String(row.instructionAddress)) chosen.logs.add(log);
  }
}

function rowsOf(block: PortalTables, chosen: Record<Table, Set<Row>>, table: Table, { fields }: PortalQuery): Row[] {
  const wanted = fields[FIELD_NAMES[table]] ?? {};
  return block[table].filter((row) => chosen[table].has(row)).map((row) => project(row, wanted));
}

function project(row: object, wanted: Record<string, boolean>): Row {
  return Object.fromEntries(Object.entries(row).filter(([name]) => wanted[name] === true));
}
