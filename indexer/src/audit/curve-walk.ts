import { swapConcentrated } from '@tokentape/core/curves/concentrated.ts';
import { sqrtPriceAtTick } from '@tokentape/core/curves/tick-math.ts';
import { PoolCurve } from '@tokentape/core/liquidity/pool-curve.ts';
import { statesPrice } from '@tokentape/core/liquidity/states-price.ts';
import type pg from 'pg';
import { type CataloguePool, loadCatalogue } from '../store/catalogue.ts';
import { type StoredFact, storedFacts } from '../store/stored-facts.ts';
import { type IndexedChain, indexedChains } from './indexed-chains.ts';
import { type Finding, finding, type Invariant } from './invariant.ts';
import { outputBetween } from './output-between.ts';

type StoredFill = StoredFact & { kind: 'fill' };

/** Checks of one walk through a chain's facts; each counts what it looked at and notes what broke. */
class Tally {
  checked = 0;
  readonly broken: string[] = [];

  expect(holds: boolean, where: () => string): void {
    this.checked += 1;
    if (!holds) this.broken.push(where());
  }
}

interface Walk {
  liquidity: Tally;
  tick: Tally;
  amounts: Tally;
  reserves: Tally;
  continuity: Tally;
}

const walks = new WeakMap<pg.ClientBase, Promise<{ chain: IndexedChain; walk: Walk }[]>>();

/** One walk serves all laws about fills of a verification. */
function walkAll(client: pg.ClientBase): Promise<{ chain: IndexedChain; walk: Walk }[]> {
  const known = walks.get(client);
  if (known) return known;
  const walking = (async () => {
    const done = [];
    for (const chain of await indexedChains(client)) done.push({ chain, walk: await walkChain(client, chain) });
    return done;
  })();
  walks.set(client, walking);
  return walking;
}

const law = (id: string, title: string, part: keyof Walk, what: string): Invariant => ({
  id,
  title,
  check: async (client): Promise<Finding[]> =>
    (await walkAll(client)).map(({ chain, walk }) => finding(chain.key, walk[part].checked, what, walk[part].broken)),
});

/** Q02: reserves after a fill are the reserves before it plus what came in, fee apart, minus what went out. */
export const reservesFollowFills = law(
  'Q02',
  'Reserves follow from the fills between them',
  'reserves',
  'fills between stated reserves',
);
/** Q04: the liquidity that a fill states is the sum of the positions around its tick: the strongest free test for completeness. */
export const liquidityFollowsPositions = law(
  'Q04',
  'Stated liquidity is the sum of the positions in range',
  'liquidity',
  'fills of pools read from birth',
);
/** Q05: tick and square-root price of a fill name the same place. */
export const tickMatchesPrice = law('Q05', 'Tick and price of a fill agree', 'tick', 'fills with tick and price');
/** Q06: the exact curve gives the amounts of a fill, from the state before it. */
export const curveGivesAmounts = law(
  'Q06',
  'The curve before a fill gives its amounts and price',
  'amounts',
  'fills on a rebuilt curve',
);

/**
 * Q22: a fill starts where the one before it ended, whatever its fee: between the two prices the curve gives what was bought, and
 * the bins that it passed give it. A fill that was missed in between shows here, also in pools that were first read by account.
 */
export const fillsContinue = law(
  'Q22',
  'A fill starts at the price where the one before it ended',
  'continuity',
  'fills after another one or a stated price',
);

/** A pool on the way through its facts. */
interface Followed {
  pool: CataloguePool;
  curve: PoolCurve;
  /** Liquidity moved since the reserves were stated: the next fill starts from reserves that nobody stated. */
  moved: boolean;
}

async function walkChain(client: pg.ClientBase, chain: IndexedChain): Promise<Walk> {
  const catalogue = await loadCatalogue(client, chain.id);
  const followed = new Map<number, Followed>(
    [...catalogue.pools.values()].map((pool) => [pool.key, { pool, curve: new PoolCurve(pool), moved: false }]),
  );
  const walk: Walk = {
    liquidity: new Tally(),
    tick: new Tally(),
    amounts: new Tally(),
    reserves: new Tally(),
    continuity: new Tally(),
  };
  for await (const fact of storedFacts(client, catalogue.chainKey)) {
    if (fact.kind === 'multiplier' || fact.kind === 'feed-price') continue;
    const at = followed.get(fact.pool)!;
    if (fact.kind === 'liquidity') {
      at.curve.change(fact);
      at.moved = true;
      continue;
    }
    if (fact.kind === 'fill') followFill(walk, at, fact);
    else at.curve.setState(fact.state, fact.terms);
    if (statesPrice(fact.kind === 'fill' ? fact.after : fact.state)) at.moved = false;
  }
  return walk;
}

function followFill(walk: Walk, at: Followed, fill: StoredFill): void {
  const { pool, curve } = at;
  checkFill(walk, at, fill);
  const sell = fill.soldKey === pool.token0.key ? 0 : 1;
  const known = pool.curve === 'bins' && curve.toCurve() !== null;
  curve.fill({ ...fill, sell });
  if (!known) return;
  const bins = `bins up to ${fill.after.tick} do not give ${fill.boughtRaw} for ${fill.soldRaw}`;
  walk.continuity.expect(curve.toCurve() !== null, () => `${placeOf(pool, fill)}: ${bins}`);
}

const placeOf = ({ address }: CataloguePool, { block, txIndex, index }: StoredFill): string =>
  `${address} at ${block}/${txIndex}/${index}`;

function checkFill(walk: Walk, at: Followed, fill: StoredFill): void {
  const { pool, curve } = at;
  const where = (text: string) => () => `${placeOf(pool, fill)}: ${text}`;
  const { sqrtPrice, tick, liquidity, reserve0, reserve1 } = fill.after;
  if (reserve0 !== null && reserve1 !== null && !at.moved) {
    checkReserves(walk.reserves, at, fill, where);
  }
  if (pool.curve !== 'concentrated' || sqrtPrice === null) return;
  checkContinuity(walk.continuity, at, fill, where);
  if (tick === null) return;
  walk.tick.expect(agrees(pool, sqrtPrice, tick), where(`tick ${tick} at price ${sqrtPrice}`));
  if (!pool.creationSeen) return;
  if (liquidity !== null) {
    const active = curve.activeAt(tick);
    walk.liquidity.expect(active === liquidity, where(`states ${liquidity}, positions give ${active}`));
  }
  if (pool.feePips !== null) checkAmounts(walk.amounts, at, fill, where);
}

/** A price lies in [tick, tick + 1); one that fell exactly onto a tick may be stated with the tick below. */
function agrees(pool: CataloguePool, sqrtPrice: bigint, tick: number): boolean {
  const program = pool.dex.includes('whirlpool') ? 'whirlpool' : 'raydium';
  const from = sqrtPriceAtTick(tick, pool.resolution, program);
  const to = sqrtPriceAtTick(tick + 1, pool.resolution, program);
  return from <= sqrtPrice && sqrtPrice <= to;
}

type Where = (text: string) => () => string;

/** Rounding differs by a unit or two between exact-in and exact-out swaps; a missing swap is off by far more. */
const near = (a: bigint, b: bigint): boolean => {
  const off = a > b ? a - b : b - a;
  return off <= 2n || off * 1_000_000n <= (a > b ? a : b);
};

function checkContinuity(tally: Tally, { pool, curve }: Followed, fill: StoredFill, where: Where): void {
  const shape = curve.toCurve();
  if (shape === null || fill.boughtRaw === 0n) return;
  const gross = outputBetween(shape, fill.soldKey === pool.token0.key ? 0 : 1, fill.after);
  if (gross === null) return;
  // Where the fee is on what is bought, the taker got less than the curve gave.
  const least = 'fee' in shape ? gross - gross / 2n : gross;
  const holds = near(gross, fill.boughtRaw) || (fill.boughtRaw <= gross && fill.boughtRaw >= least);
  tally.expect(holds, where(`the curve gives ${gross} up to the price after, the chain gave ${fill.boughtRaw}`));
}

function checkAmounts(tally: Tally, { pool, curve }: Followed, fill: StoredFill, where: Where): void {
  const shape = curve.toCurve();
  if (shape === null || !('ticks' in shape) || fill.soldRaw === 0n) return;
  const sell = fill.soldKey === pool.token0.key ? 0 : 1;
  const quote = swapConcentrated(shape, { sell, exactIn: fill.soldRaw });
  const holds = near(quote.amountOut, fill.boughtRaw) && near(quote.sqrtPriceAfter, fill.after.sqrtPrice!);
  tally.expect(holds, where(`${fill.soldRaw} gives ${quote.amountOut}, the chain gave ${fill.boughtRaw}`));
}

function checkReserves(tally: Tally, { pool, curve }: Followed, fill: StoredFill, where: Where): void {
  const before = curve.state;
  if (before === null || before.reserve0 === null || before.reserve1 === null) return;
  const sells0 = fill.soldKey === pool.token0.key;
  const { soldRaw, boughtRaw, after } = fill;
  // Some venues take their fee, or a part of it, out of the reserves at once: never more than a tenth.
  const received = (now: bigint, was: bigint) => now <= was + soldRaw && now >= was + soldRaw - soldRaw / 10n;
  const gave = (now: bigint, was: bigint) => now === was - boughtRaw;
  const holds = sells0
    ? received(after.reserve0!, before.reserve0) && gave(after.reserve1!, before.reserve1)
    : gave(after.reserve0!, before.reserve0) && received(after.reserve1!, before.reserve1);
  const text = `reserves ${after.reserve0} and ${after.reserve1} after ${before.reserve0} and ${before.reserve1}`;
  tally.expect(holds, where(text));
}
