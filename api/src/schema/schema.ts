import { readFileSync } from 'node:fs';
import { makeExecutableSchema } from '@graphql-tools/schema';
import type { GraphQLSchema } from 'graphql';
import { resolvers } from '../resolvers/resolvers.ts';

/** The executable schema: `schema.graphql` with its resolvers. */
export function createSchema(): GraphQLSchema {
  const typeDefs = readFileSync(new URL('./schema.graphql', import.meta.url), 'utf8');
  return makeExecutableSchema({
    typeDefs,
    resolvers,
    resolverValidationOptions: { requireResolversToMatchSchema: 'error' },
  });
}
