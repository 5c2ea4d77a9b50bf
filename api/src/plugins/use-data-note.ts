import type { Plugin } from 'graphql-yoga';
import type { ApiContext } from '../context.ts';

/** Says with every answer whether its figures are simulated, what to call them and up to when they reach. */
export function useDataNote(): Plugin<ApiContext> {
  return {
    onExecute({ context }) {
      return {
        async onExecuteDone({ result, setResult }) {
          if (Symbol.asyncIterator in result || !result.data) return;
          const { simulated, label, asOf } = await context.loaders.origin();
          const data = { simulated, label, asOf: asOf?.toISOString() ?? null };
          setResult({ ...result, extensions: { ...result.extensions, data } });
        },
      };
    },
  };
}
