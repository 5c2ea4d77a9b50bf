import { minus } from '@tokentape/core/decimal.ts';
import { bridgeSteps } from '@tokentape/core/definitions/bridge.ts';
import type { DefinitionId } from '@tokentape/core/definitions/definition.ts';
import type { DefinitionSums } from '@tokentape/core/definitions/definition-sums.ts';
import {
  DEFILLAMA_LEAST_POOL_USD,
  definitionIds,
  definitions as rules,
} from '@tokentape/core/definitions/definitions.ts';
import type { Text } from '@tokentape/core/locale.ts';
import { ApiError } from '../api-error.ts';
import type { ApiContext } from '../context.ts';
import { daysOf } from '../day.ts';
import { type DefinitionSumsRow, readDefinitionSums } from '../definition-sums.ts';
import { countedOnce } from '../queries/counted-once.ts';
import { smallPoolDays } from '../queries/small-pool-days.ts';
import { assertDays, windowOf } from '../window.ts';
import { type OwnFigures, ownFigures } from './own-figures.ts';
import { type ScopeArgs, scopeOf, sidesOf } from './scope.ts';

/** Every fill of the window is read: a busy scope runs into the deadline of an answer earlier. */
const DAYS_MAX = 366;

const NO_FILLS: Omit<DefinitionSumsRow, 'day'> = {
  ...{ fills: 0, fillsUsd: '0', transactions: 0, owners: 0, signers: 0, signersOnly: 0, ownersOnly: 0 },
  ...{ flaggedDayFills: 0, flaggedDayUsd: '0', smallPoolFills: 0, smallPoolUsd: '0' },
  ...{ secondLegs: 0, secondLegsUsd: '0', passthroughLegs: 0, passthroughUsd: '0', passthroughTraders: 0 },
  ...{ nettedLegs: 0, nettedUsd: '0', unpricedUsd: '0' },
};

/** The same window under every counting rule, and what lies between any two of them. */
export async function definitions(
  _: unknown,
  args: ScopeArgs & { from?: string | null; to?: string | null; day?: string | null },
  context: ApiContext,
) {
  const { loaders, reader } = context;
  const [catalogue, origin] = await Promise.all([loaders.catalogue(), loaders.origin()]);
  const window = windowOf(args.day ? { from: args.day, to: args.day } : args, origin);
  if (!window) return null;
  assertDays(window, DAYS_MAX, 'Definitions');
  const scope = scopeOf(catalogue, args);
  if (!scope.exists) return null;
  const sides = sidesOf(catalogue, scope);
  const poolKeys = [...new Set(sides.map(({ poolKey }) => poolKey))];
  const wash = await loaders.wash(window);
  const flaggedDays = poolKeys.flatMap((key) => wash.pools.get(key)?.poolDays ?? []);
  const key = `definitions/${window.from}/${window.to}/${scope.counted}/${scope.pools ? 'pools' : scope.tokenKeys.join()}/${poolKeys.join()}`;
  const [sums, once, own] = await Promise.all([
    loaders.remember(key, async () => {
      const smallDays = await smallPoolDays(reader, window, poolKeys, DEFILLAMA_LEAST_POOL_USD);
      return readDefinitionSums(reader, { window, sides, perPool: scope.pools !== null, flaggedDays, smallDays });
    }),
    scope.counted === 'total' && !scope.pools ? countedOnce(reader, window, scope.tokenKeys) : [],
    ownFigures({ window, ...scope }, context),
  ]);
  const ofDay = (day: string | null) => {
    const figures = own.find((each) => each.day === day);
    const row = sums.find((each) => each.day === day) ?? NO_FILLS;
    return { figures, row, onceUsd: once.find((each) => each.day === day)?.usd ?? '0' };
  };
  const days = daysOf(window.from, window.to).map((day) => ({ day, ...ofDay(day) }));
  const whole = ofDay(null);
  return {
    ...window,
    rules: rules.map(({ id, label, method, source }) => ({
      id,
      ...inLanguages('label', label),
      ...inLanguages('method', method),
      source,
      ...figuresOf(id, whole.row, whole.figures),
      daily: days.map(({ day, row, figures }) => ({ day, ...figuresOf(id, row, figures) })),
    })),
    bridge: ({ from, to }: { from: string; to: string }) => {
      const flaggedUsd = minus(whole.figures?.volumeUsd ?? '0', whole.figures?.adjustedUsd ?? '0');
      const all: DefinitionSums = { ...whole.row, onceUsd: whole.onceUsd, flaggedUsd };
      return bridgeSteps(knownRule(from), knownRule(to), all).map(({ label, ...step }) => ({
        ...step,
        ...inLanguages('label', label),
      }));
    },
  };
}

function knownRule(id: string): DefinitionId {
  const known = definitionIds.find((each) => each === id);
  if (known) return known;
  throw new ApiError('BAD_ARGUMENT', `No such rule; there are ${definitionIds.join(', ')}.`);
}

/** One rule's answer. What is read here from rollups is what the bridge, read from fills, has to meet. */
function figuresOf(id: DefinitionId, row: Omit<DefinitionSumsRow, 'day'>, own: OwnFigures | undefined) {
  const { fillsUsd, fills, owners, signers, transactions } = row;
  const [volumeUsd, trades, traders] = [own?.volumeUsd ?? '0', own?.trades ?? 0, own?.traders ?? 0];
  if (id === 'fills') return { volumeUsd: fillsUsd, count: fills, traders: owners };
  if (id === 'dune') return { volumeUsd: fillsUsd, count: fills, traders: signers };
  if (id === 'transactions') return { volumeUsd: fillsUsd, count: transactions, traders: signers };
  if (id === 'defillama') {
    return {
      volumeUsd: minus(minus(fillsUsd, row.flaggedDayUsd), row.smallPoolUsd),
      count: fills - row.flaggedDayFills - row.smallPoolFills,
      traders: null,
    };
  }
  if (id === 'trades') return { volumeUsd: own?.perTickerUsd ?? '0', count: trades, traders };
  if (id === 'tokentape') return { volumeUsd, count: trades, traders };
  return { volumeUsd: own?.adjustedUsd ?? '0', count: null, traders: null };
}

function inLanguages(name: string, text: Text) {
  return { [`${name}En`]: text.en, [`${name}ZhHant`]: text['zh-Hant'], [`${name}ZhHans`]: text['zh-Hans'] };
}
