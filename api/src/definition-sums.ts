import { sum } from '@tokentape/core/decimal.ts';
import type { Reader } from './database.ts';
import { groupsOf, inLanes } from './lanes.ts';
import { numbersOf } from './number-list.ts';
import {
  type DefinitionDayRow,
  type DefinitionQuestion,
  definitionDays,
  fillsByDay,
} from './queries/definition-days.ts';

type Keys = 'ownerKeys' | 'signerKeys' | 'tradedKeys';

/** What of the sums of days adds up. */
type Additive = Omit<DefinitionDayRow, 'day' | Keys>;

/** Distinct wallets of some days. */
interface People {
  owners: number;
  signers: number;
  signersOnly: number;
  ownersOnly: number;
  /** Whose every trade left nothing in the end. */
  passthroughTraders: number;
}

/** Sums that tell the counting rules of a scope apart, of a day or (`day` null) of the whole window. */
export type DefinitionSumsRow = Additive & People & { day: string | null };

/** Fills that one statement reads: well within the time that a statement has. */
const FILLS_AT_ONCE = 100_000;
const STATEMENTS_AT_ONCE = 2;

/** Reads every fill of the sides over the window. Days without one have no row; the row of the whole window comes last. */
export async function readDefinitionSums(reader: Reader, question: DefinitionQuestion): Promise<DefinitionSumsRow[]> {
  const poolKeys = [...new Set(question.sides.map(({ poolKey }) => poolKey))];
  const filled = await fillsByDay(reader, question.window, poolKeys);
  const rows = await inLanes(
    groupsOf(filled, FILLS_AT_ONCE, ({ fills }) => fills),
    STATEMENTS_AT_ONCE,
    (group) => definitionDays(reader, { ...question, window: { from: group[0]!.day, to: group.at(-1)!.day } }),
  );
  const all = { owners: new Set<number>(), signers: new Set<number>(), traded: new Set<number>() };
  const days = rows.flat().map(({ ownerKeys, signerKeys, tradedKeys, ...row }) => {
    const own = { owners: setOf(ownerKeys), signers: setOf(signerKeys), traded: setOf(tradedKeys) };
    for (const part of ['owners', 'signers', 'traded'] as const) for (const key of own[part]) all[part].add(key);
    return { ...row, ...countPeople(own) };
  });
  return days.length === 0 ? [] : [...days, { day: null, ...addUp(days), ...countPeople(all) }];
}

const setOf = (keys: string): Set<number> => new Set(numbersOf(keys));

function countPeople({ owners, signers, traded }: Record<'owners' | 'signers' | 'traded', Set<number>>): People {
  return {
    owners: owners.size,
    signers: signers.size,
    signersOnly: countWithout(signers, owners),
    ownersOnly: countWithout(owners, signers),
    passthroughTraders: owners.size - traded.size,
  };
}

function countWithout(set: ReadonlySet<number>, others: ReadonlySet<number>): number {
  let count = 0;
  for (const key of set) if (!others.has(key)) count += 1;
  return count;
}

function addUp(days: readonly Additive[]): Additive {
  const count = (name: CountName) => days.reduce((total, day) => total + day[name], 0);
  const usd = (name: UsdName) => sum(days.map((day) => day[name]));
  return {
    fills: count('fills'),
    fillsUsd: usd('fillsUsd'),
    transactions: count('transactions'),
    flaggedDayFills: count('flaggedDayFills'),
    flaggedDayUsd: usd('flaggedDayUsd'),
    smallPoolFills: count('smallPoolFills'),
    smallPoolUsd: usd('smallPoolUsd'),
    secondLegs: count('secondLegs'),
    secondLegsUsd: usd('secondLegsUsd'),
    passthroughLegs: count('passthroughLegs'),
    passthroughUsd: usd('passthroughUsd'),
    nettedLegs: count('nettedLegs'),
    nettedUsd: usd('nettedUsd'),
    unpricedUsd: usd('unpricedUsd'),
  };
}

type NameOf<Type> = { [Name in keyof Additive]: Additive[Name] extends Type ? Name : never }[keyof Additive];
type CountName = NameOf<number>;
type UsdName = NameOf<string>;
