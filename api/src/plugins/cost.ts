import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { getArgumentValues, getDirectiveValues } from 'graphql/execution/values.js';
import { GraphQLIncludeDirective, GraphQLSkipDirective } from 'graphql/type/directives.js';
import { ApiError } from '../api-error.ts';
import { daysBetween } from '../day.ts';
import { BUCKETS_MAX, PAGE_MAX, WINDOW_DEFAULT_DAYS } from '../window-limits.ts';

/** Most cost of one request. */
export const COST_BUDGET = 20_000;

/** Expected rows of lists that take no page size. */
const ROWS: Readonly<Record<string, number>> = {
  'Ticker.pools': 20,
  'Ticker.tokens': 3,
  'Status.chains': 5,
  'Query.metrics': 40,
  'PoolLiquidity.depth': 6,
  'PoolLiquidity.slippage': 5,
  'DepthPoint.depth': 6,
  'DepthPoint.slippage': 5,
  'Query.concentration': 4,
  'Query.sessions': 6,
  'Query.issuerSupplies': 15,
  'Query.retention': 12,
  'Definitions.rules': 7,
  'Definitions.bridge': 8,
  'RetentionCohort.weeks': 6,
  'MarketQuality.horizons': 3,
  'TickerDepthPoint.depth': 6,
  'TickerDepthPoint.bestPoolDepth': 6,
  'QualityDay.horizons': 3,
  'PoolWash.washWallets': 20,
  'PoolWash.poolDays': 7,
  'PoolWash.sensitivity': 20,
  'ScopeWash.sensitivity': 20,
  'LaunchReport.tickers': 300,
  'LaunchReport.reconciliation': 60,
};
/** Fields that make the server walk curves, bitmaps or balances. */
const WEIGHT: Readonly<Record<string, number>> = {
  'Pool.liquidity': 5,
  'Pool.wash': 5,
  'Pool.quality': 200,
  'Ticker.quality': 500,
  'Ticker.againstReference': 20,
  'Ticker.weekends': 20,
  'TickerLiquidity.combined': 100,
  'TickerLiquidity.history': 1_000,
  'Query.launchReport': 500,
  'Query.ticker': 5,
  'Query.concentration': 50,
  'Query.overview': 500,
  'Query.sessions': 100,
  'Query.issuerSupplies': 100,
  'Ticker.holders': 20,
  'Token.holders': 20,
  'SupplyPoint.holders': 1,
  'Query.retention': 100,
  'Query.definitions': 200,
  'Query.wash': 100,
  'Query.impostors': 5,
};

interface Walk {
  schema: GraphQLSchema;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  variables: Record<string, unknown>;
  spent: number;
}

/**
 * Sums, over the fields of an operation, the product of the page sizes above each, after variables and defaults have
 * been coerced: what the executor will really do, not what the text of the query says.
 * @returns the cost, one per object asked for
 * @throws ApiError `COST_EXCEEDED` above the budget; `BAD_ARGUMENT` and `WINDOW_TOO_LARGE` for sizes out of range
 */
export function costOf(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: readonly FragmentDefinitionNode[],
  variables: Record<string, unknown>,
): number {
  const root = schema.getRootType(operation.operation);
  if (!root) return 0;
  const walk = { schema, fragments: new Map(fragments.map((each) => [each.name.value, each])), variables, spent: 0 };
  addSelections(walk, root, operation.selectionSet, 1, WINDOW_DEFAULT_DAYS);
  return walk.spent;
}

function addSelections(walk: Walk, type: GraphQLObjectType, set: SelectionSetNode, times: number, days: number): void {
  for (const node of set.selections) {
    if (!included(walk, node)) continue;
    if (node.kind === Kind.FIELD) addField(walk, type, node, times, days);
    else if (node.kind === Kind.INLINE_FRAGMENT) addSelections(walk, type, node.selectionSet, times, days);
    else {
      const fragment = walk.fragments.get(node.name.value);
      if (fragment) addSelections(walk, type, fragment.selectionSet, times, days);
    }
  }
}

function addField(walk: Walk, parent: GraphQLObjectType, node: FieldNode, times: number, parentDays: number): void {
  const name = node.name.value;
  const path = `${parent.name}.${name}`;
  const field = parent.getFields()[name];
  if (!field) {
    spend(walk, name === '__schema' || name === '__type' ? 100 : 0);
    return;
  }
  const args = getArgumentValues(field, node, walk.variables);
  const days = windowDays(args) ?? parentDays;
  const rows = pageSize(args) ?? seriesLength(path, days) ?? ROWS[path] ?? 1;
  if (!node.selectionSet) {
    if (WEIGHT[path] !== undefined) spend(walk, times * WEIGHT[path]);
    return;
  }
  spend(walk, times * (WEIGHT[path] ?? 1));
  const type = getNamedType(field.type);
  if (isObjectType(type)) addSelections(walk, type, node.selectionSet, times * rows, days);
}

function spend(walk: Walk, cost: number): void {
  walk.spent += cost;
  if (walk.spent > COST_BUDGET) {
    throw new ApiError(
      'COST_EXCEEDED',
      `The query costs more than ${COST_BUDGET}; ask for smaller pages or fewer levels.`,
    );
  }
}

function pageSize(args: Record<string, unknown>): number | undefined {
  if (!('first' in args)) return undefined;
  const { first } = args;
  if (typeof first === 'number' && first >= 1 && first <= PAGE_MAX) return first;
  throw new ApiError('BAD_ARGUMENT', `first must be from 1 to ${PAGE_MAX}.`);
}

function windowDays(args: Record<string, unknown>): number | undefined {
  if (typeof args.days === 'number') {
    if (args.days < 1 || args.days > 92) throw new ApiError('BAD_ARGUMENT', 'days must be from 1 to 92.');
    return args.days;
  }
  if (typeof args.from !== 'string' || typeof args.to !== 'string') return undefined;
  const days = daysBetween(args.from, args.to) + 1;
  if (days < 1) throw new ApiError('BAD_ARGUMENT', 'from must not be after to.');
  return days;
}

function seriesLength(path: string, days: number): number | undefined {
  const perDay =
    path === 'Query.depthHistory' || path === 'AgainstReference.hours' || path === 'LiquidityHistory.points'
      ? 24
      : path.endsWith('.daily') ||
          path === 'Ticker.supplyDaily' ||
          path.endsWith('.primaryMarket') ||
          path === 'LaunchReport.days'
        ? 1
        : 0;
  if (perDay === 0) return undefined;
  if (days * perDay > BUCKETS_MAX) {
    throw new ApiError('WINDOW_TOO_LARGE', `The window has more than ${BUCKETS_MAX} buckets; ask for a shorter one.`);
  }
  return days * perDay;
}

function included(walk: Walk, node: Parameters<typeof getDirectiveValues>[1]): boolean {
  if (getDirectiveValues(GraphQLSkipDirective, node, walk.variables)?.if === true) return false;
  return getDirectiveValues(GraphQLIncludeDirective, node, walk.variables)?.if !== false;
}
