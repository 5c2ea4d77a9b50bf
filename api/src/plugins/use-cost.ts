import { type DocumentNode, type FragmentDefinitionNode, Kind } from 'graphql';
import { getVariableValues } from 'graphql/execution/values.js';
import type { Plugin } from 'graphql-yoga';
import type { ApiContext } from '../context.ts';
import { COST_BUDGET, costOf } from './cost.ts';

/** Refuses queries over budget before any statement runs, charges the caller and returns `extensions.cost`. */
export function useCost(): Plugin<ApiContext> {
  return {
    async onExecute({ args, context, setResultAndStopExecution }) {
      const { definitions }: DocumentNode = args.document;
      const operation = definitions.find(
        (node) =>
          node.kind === Kind.OPERATION_DEFINITION && (!args.operationName || node.name?.value === args.operationName),
      );
      if (operation?.kind !== Kind.OPERATION_DEFINITION) return undefined;
      const coerced = getVariableValues(args.schema, operation.variableDefinitions ?? [], args.variableValues ?? {});
      if (coerced.errors) {
        setResultAndStopExecution({ errors: coerced.errors });
        return undefined;
      }
      const fragments = definitions.filter(
        (node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION,
      );
      const requested = costOf(args.schema, operation, fragments, coerced.coerced);
      await context.charge(requested);
      return {
        onExecuteDone({ result, setResult }) {
          if (Symbol.asyncIterator in result) return;
          setResult({ ...result, extensions: { ...result.extensions, cost: { requested, budget: COST_BUDGET } } });
        },
      };
    },
  };
}
