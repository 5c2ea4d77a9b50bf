import { EnvelopArmor } from '@escape.tech/graphql-armor';
import type { GraphQLError, GraphQLSchema } from 'graphql';
import { createYoga, type Plugin } from 'graphql-yoga';
import type { ApiContext } from './context.ts';
import { useCost } from './plugins/use-cost.ts';
import { useDataNote } from './plugins/use-data-note.ts';
import { usePublicErrors } from './plugins/use-public-errors.ts';

/**
 * The GraphQL engine with the profile of a public, anonymous, read-only API: no tools, no batches, no uploads,
 * bounded queries, masked errors. Body, method and media type have been checked before it is called.
 */
export function createGraphql(schema: GraphQLSchema, log: (line: Record<string, unknown>) => void) {
  const armor = new EnvelopArmor({
    maxTokens: { n: 800 },
    maxDepth: { n: 8, flattenFragments: true },
    maxAliases: { n: 15, allowList: [] },
    maxDirectives: { n: 5 },
    // Its cost only reads literal page sizes; ours runs on coerced ones.
    costLimit: { enabled: false },
    blockFieldSuggestion: { enabled: false },
  }).protect();
  return createYoga<ApiContext>({
    schema,
    plugins: [...(armor.plugins as unknown as Plugin[]), useDataNote(), useCost(), usePublicErrors(log)],
    graphqlEndpoint: '/graphql',
    healthCheckEndpoint: '/health',
    graphiql: false,
    landingPage: false,
    multipart: false,
    batching: false,
    cors: false,
    // Kept as thrown here, so that usePublicErrors alone decides what the caller sees.
    maskedErrors: { maskError: (error) => error as GraphQLError },
    parserAndValidationCache: false,
    logging: false,
    maxRequestBodySize: false,
  });
}
