import type { ConcentratedPool, Tick } from './concentrated-pool.ts';
import type { ConstantProductPool } from './constant-product.ts';
import { CurveError } from './curve-error.ts';
import { parseLossless, readInteger } from './integer-text.ts';
import type { StablePool } from './stable.ts';
import type { StableSolver } from './stable-solver.ts';
import { sqrtPriceAtTick, tickAtSqrtPrice, tickBounds } from './tick-math.ts';

/** A pool read from a file, and what a reader of its figures should know. */
export interface PoolFile {
  pool: ConcentratedPool | ConstantProductPool | StablePool;
  notes: string[];
}

type Fields = Record<string, unknown>;

const KINDS = '"concentrated", "constant-product" or "stable"';
const MAX_FEE = 999_999n;
const MAX_U128 = (1n << 128n) - 1n;
const MAX_DECIMALS = 36n;
const SOLVERS: readonly StableSolver[] = ['closest', 'within-one'];

function fieldsOf(value: unknown, what: string): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  throw new CurveError('field-invalid', `${what} must be a JSON object.`);
}

function between(fields: Fields, name: string, least: bigint, most: bigint, where = ''): bigint {
  const integer = readInteger(fields[name], where + name);
  if (integer >= least && integer <= most) return integer;
  throw new CurveError('field-invalid', `"${where}${name}" must lie between ${least} and ${most}, not be ${integer}.`);
}

function readTick(value: unknown, position: number, spacing: number): Tick {
  const where = `ticks[${position}].`;
  const fields = fieldsOf(value, `ticks[${position}]`);
  const { minTick, maxTick } = tickBounds(96);
  const index = Number(between(fields, 'index', BigInt(minTick), BigInt(maxTick), where));
  if (index % spacing !== 0) {
    throw new CurveError('tick-not-spaced', `"${where}index" ${index} is not a multiple of the spacing ${spacing}.`);
  }
  return { index, liquidityNet: between(fields, 'liquidityNet', -MAX_U128, MAX_U128, where) };
}

/** Ticks in ascending order, whatever order the file has them in. */
function readTicks(value: unknown, spacing: number): Tick[] {
  if (value === undefined) throw new CurveError('field-missing', '"ticks" is missing.');
  if (!Array.isArray(value))
    throw new CurveError('field-invalid', '"ticks" must be a list of {"index","liquidityNet"}.');
  const ticks = value.map((tick, i) => readTick(tick, i, spacing)).sort((a, b) => a.index - b.index);
  const twice = ticks.find((tick, i) => i > 0 && ticks[i - 1]!.index === tick.index);
  if (twice) throw new CurveError('tick-duplicate', `Tick ${twice.index} is listed more than once.`);
  return ticks;
}

/** At a tick's own price the pool may stand on either side of it, depending on where the last swap came from. */
function checkTick(sqrtPrice: bigint, tick: number): void {
  const expected = tickAtSqrtPrice(sqrtPrice, 96);
  if (tick === expected) return;
  if (tick === expected - 1 && sqrtPrice === sqrtPriceAtTick(expected, 96)) return;
  throw new CurveError(
    'field-invalid',
    `"tick" ${tick} does not belong to "sqrtPriceX96" ${sqrtPrice}, whose tick is ${expected}.`,
  );
}

function notesOn(pool: ConcentratedPool): string[] {
  const notes: string[] = [];
  const sum = pool.ticks.reduce((total, tick) => total + tick.liquidityNet, 0n);
  if (sum !== 0n)
    notes.push(`The ticks do not sum to zero (${sum}): some are missing, and quotes that reach them are wrong.`);
  const below = pool.ticks.reduce(
    (total, { index, liquidityNet }) => (index <= pool.tick ? total + liquidityNet : total),
    0n,
  );
  if (sum === 0n && below !== pool.liquidity) {
    notes.push(`The ticks up to the current one sum to ${below}, not to the liquidity ${pool.liquidity}.`);
  }
  return notes;
}

function readConcentrated(fields: Fields): PoolFile {
  const { minTick, maxTick, minSqrtPrice, maxSqrtPrice } = tickBounds(96);
  const sqrtPrice = between(fields, 'sqrtPriceX96', minSqrtPrice, maxSqrtPrice - 1n);
  const liquidity = between(fields, 'liquidity', 0n, MAX_U128);
  const tick = Number(between(fields, 'tick', BigInt(minTick - 1), BigInt(maxTick)));
  const feePips = Number(between(fields, 'fee', 0n, MAX_FEE));
  const tickSpacing = Number(between(fields, 'tickSpacing', 1n, 32_767n));
  checkTick(sqrtPrice, tick);
  const ticks = readTicks(fields.ticks, tickSpacing);
  const pool: ConcentratedPool = { sqrtPrice, liquidity, tick, feePips, tickSpacing, ticks, resolution: 96 };
  return { pool, notes: notesOn(pool) };
}

function readConstantProduct(fields: Fields): ConstantProductPool {
  const reserve0 = between(fields, 'reserve0', 1n, MAX_U128);
  const reserve1 = between(fields, 'reserve1', 1n, MAX_U128);
  return { reserve0, reserve1, feePips: Number(between(fields, 'fee', 0n, MAX_FEE)) };
}

function readStable(fields: Fields): StablePool {
  const decimals0 = Number(between(fields, 'decimals0', 0n, MAX_DECIMALS));
  const decimals1 = Number(between(fields, 'decimals1', 0n, MAX_DECIMALS));
  return { ...readConstantProduct(fields), decimals0, decimals1, ...readSolver(fields.solver) };
}

function readSolver(value: unknown): Pick<StablePool, 'solver'> {
  if (value === undefined) return {};
  const solver = SOLVERS.find((known) => known === value);
  if (solver !== undefined) return { solver };
  throw new CurveError('field-invalid', `"solver" must be "closest" or "within-one", not ${JSON.stringify(value)}.`);
}

/**
 * A pool state as `tape quote` reads it: `{"kind":"concentrated","sqrtPriceX96","liquidity","tick","fee","tickSpacing",
 * "ticks":[{"index","liquidityNet"}]}`, `{"kind":"constant-product","reserve0","reserve1","fee"}` or `{"kind":"stable","reserve0",
 * "reserve1","decimals0","decimals1","fee"}` with an optional `solver`. Integers are strings or numbers, read without loss from
 * text; `fee` is in 1e-6 of the amount paid.
 * @param json the text of the file, or what it was parsed to
 * @throws CurveError that names the field and says what it must be
 */
export function readPoolFile(json: unknown): PoolFile {
  const fields = fieldsOf(typeof json === 'string' ? parseLossless(json) : json, 'The pool file');
  switch (fields.kind) {
    case 'concentrated':
      return readConcentrated(fields);
    case 'constant-product':
      return { pool: readConstantProduct(fields), notes: [] };
    case 'stable':
      return { pool: readStable(fields), notes: [] };
    case undefined:
      throw new CurveError('field-missing', `"kind" is missing: ${KINDS}.`);
    default:
      throw new CurveError('kind-unknown', `"kind" must be ${KINDS}, not ${JSON.stringify(fields.kind)}.`);
  }
}
