import { readFileSync } from 'node:fs';
import {
  buildASTSchema,
  type GraphQLField,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLOutputType,
  parse,
} from 'graphql';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestPostgres, type TestPostgres } from '../testing/postgres.ts';
import { type CatalogueColumn, catalogueColumns, dumpSchema } from './dump-schema.ts';
import { migrate } from './migrate.ts';

const file = (name: string): string => readFileSync(new URL(`../../../${name}`, import.meta.url), 'utf8');
const tools =
  'directive @entity on OBJECT directive @unique on FIELD_DEFINITION scalar BigInt scalar BigDecimal scalar DateTime scalar Bytes scalar JSON\n';

let postgres: TestPostgres;
let columns: CatalogueColumn[];

beforeAll(async () => {
  postgres = await startTestPostgres();
  await migrate(postgres.url);
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  columns = await catalogueColumns(client);
  await client.end();
});
afterAll(() => postgres?.stop());

const snake = (name: string): string => name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();

const described: Record<string, string[]> = {
  ID: ['text'],
  String: ['text'],
  Int: ['integer', 'smallint'],
  BigInt: ['bigint', 'numeric'],
  BigDecimal: ['numeric'],
  Boolean: ['boolean'],
  DateTime: ['timestamp with time zone', 'date'],
  Bytes: ['bytea'],
  JSON: ['jsonb'],
};

/** Types in the database that a field may have, and whether it may be null. */
function shapeOf(type: GraphQLOutputType): { types: string[]; notNull: boolean } {
  const notNull = type instanceof GraphQLNonNull;
  const inner = notNull ? type.ofType : type;
  if (!(inner instanceof GraphQLList)) return { types: described[String(inner)] ?? [], notNull };
  const item = inner.ofType instanceof GraphQLNonNull ? inner.ofType.ofType : inner.ofType;
  return { types: (described[String(item)] ?? []).map((name) => `${name}[]`), notNull };
}

describe('the data dictionary', () => {
  const schema = buildASTSchema(parse(tools + file('schema.graphql')));
  const types = Object.values(schema.getTypeMap()).filter(
    (type): type is GraphQLObjectType => type instanceof GraphQLObjectType && !type.name.startsWith('__'),
  );
  const fields = types.flatMap((type) =>
    Object.values(type.getFields()).map((field): [string, GraphQLField<unknown, unknown>] => [
      `${snake(type.name)}.${snake(field.name)}`,
      field,
    ]),
  );

  it('describes every stored column, and nothing that is not stored', () => {
    expect(fields.map(([name]) => name).sort()).toEqual(
      columns.map(({ table, column }) => `${table}.${column}`).sort(),
    );
  });

  it('gives each column its type and says whether it may be null', () => {
    const byName = new Map(fields);
    for (const { table, column, type, notNull } of columns) {
      const shape = shapeOf(byName.get(`${table}.${column}`)!.type);
      expect(shape.types, `${table}.${column}`).toContain(type);
      expect(shape.notNull, `${table}.${column} not null`).toBe(notNull);
    }
  });

  it('has a sentence for every table and every column', () => {
    for (const type of types) expect(type.description, type.name).toMatch(/\S.*[.]$/s);
    for (const [name, field] of fields) expect(field.description, name).toMatch(/\S.*[.]$/s);
  });
});

describe('db/schema.sql', () => {
  it('is what the migrations make', async () => {
    expect(file('db/schema.sql'), 'run: node indexer/src/store/dump-schema-main.ts').toBe(
      await dumpSchema(postgres.url),
    );
  });
});
