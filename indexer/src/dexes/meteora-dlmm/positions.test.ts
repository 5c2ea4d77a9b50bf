import { spreadOver } from '@tokentape/core/curves/bin-spread.ts';
import { swapBins } from '@tokentape/core/curves/bins.ts';
import { changeTermsOf, type SpreadRule } from '@tokentape/core/facts/change-terms.ts';
import type { Fact } from '@tokentape/core/facts/facts.ts';
import { termsText } from '@tokentape/core/facts/stated-terms.ts';
import { PoolCurve } from '@tokentape/core/liquidity/pool-curve.ts';
import {
  dlmmAddLiquidity,
  dlmmInitialize,
  dlmmRemoveLiquidity,
  dlmmSwap,
} from '@tokentape/replay/encode/solana/meteora-dlmm.ts';
import { type DlmmForm, dlmmAddByRule, dlmmRebalance } from '@tokentape/replay/encode/solana/meteora-dlmm-rules.ts';
import { TOKEN_PROGRAM } from '@tokentape/replay/encode/solana/programs.ts';
import { SolanaTransactionBuilder } from '@tokentape/replay/encode/solana/transaction-builder.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DlmmProgram } from '../../testing/dlmm-program.ts';
import { address } from '../../testing/solana-fixtures.ts';
import { decodeSolanaTransaction, parseSolanaTransaction } from '../solana.ts';

const STEP = 25;
const mint = (name: string) => ({ address: address(name), decimals: 6, program: TOKEN_PROGRAM });
const pool = {
  ...{ address: address('pair'), config: address('preset'), mint0: mint('mint 0'), mint1: mint('mint 1') },
  ...{ vault0: address('vault 0'), vault1: address('vault 1'), observation: address('oracle') },
  ...{ tickArray: address('array'), tickSpacing: STEP },
};
const owner = { owner: address('owner'), ownerAccount0: address('own 0'), ownerAccount1: address('own 1') };
const FEE = {
  ...{ baseFactor: 10_000, baseFeePowerFactor: 0, variableFeeControl: 0, maxVolatilityAccumulator: 0 },
  ...{ volatilityReference: 0, indexReference: 0 },
};

/** What a transaction decodes to; vaults and accounts begin with much and change by the amounts. */
function decode(write: (builder: SolanaTransactionBuilder) => void, moved: readonly [bigint, bigint]): Fact[] {
  const builder = new SolanaTransactionBuilder({
    ...{ slot: 7, blockTime: 1_751_241_600, transactionIndex: 0, feePayer: owner.owner, fee: 5_000 },
    ...{ signature: () => address('signature'), recentBlockhash: () => address('hash') },
  });
  write(builder);
  const before = 1n << 60n;
  for (const nth of [0, 1] as const) {
    const { address: token, decimals, program } = nth === 0 ? pool.mint0 : pool.mint1;
    const [vault, account] = nth === 0 ? [pool.vault0, owner.ownerAccount0] : [pool.vault1, owner.ownerAccount1];
    const terms = { mint: token, decimals, program, before };
    builder.tokenBalance({ account: vault, owner: pool.address, ...terms, after: before + moved[nth] });
    builder.tokenBalance({ account, owner: owner.owner, ...terms, after: before - moved[nth] });
  }
  const tx = parseSolanaTransaction(builder.build());
  const { facts, unrecognised } = decodeSolanaTransaction(tx, { chain: 'solana', txIndex: 0, hash: 'hash' });
  expect(unrecognised).toEqual([]);
  return facts.filter((fact) => 'pool' in fact);
}

/** Takes facts as they come back from the store. */
function follow(curve: PoolCurve, facts: readonly Fact[]): void {
  for (const fact of facts) {
    if (fact.kind === 'liquidity') {
      curve.change({ ...fact, terms: fact.terms && changeTermsOf(JSON.parse(termsText(fact.terms))) });
    } else if (fact.kind === 'pool-state') curve.setState(fact.state, fact.terms);
    else if (fact.kind === 'fill') curve.fill({ ...fact, sell: fact.soldToken === pool.mint0.address ? 0 : 1 });
  }
}

type Given<A> = A extends fc.Arbitrary<infer T> ? T : never;

const SHAPES = ['spot', 'curve', 'bid-ask'] as const;
const position = fc.constantFrom('a', 'b', 'c');
const amounts = fc.tuple(fc.bigInt({ min: 0n, max: 9_000_000n }), fc.bigInt({ min: 0n, max: 9_000_000n }));
const lower = fc.integer({ min: -6, max: 3 });
const width = fc.integer({ min: 0, max: 8 });

/** A form of deposit with its rule, as its fields stand in the data and as the program reads them. */
const ruled = fc.record({
  kind: fc.constant('ruled' as const),
  ...{ position, amounts, lower, width },
  form: fc.constantFrom<DlmmForm['form']>(
    ...(['by_weight', 'by_weight2', 'one_side'] as const),
    ...(['by_strategy', 'by_strategy2', 'by_strategy_one_side'] as const),
  ),
  shape: fc.integer({ min: 0, max: 2 }),
  way: fc.constantFrom('balanced' as const, 'imbalanced' as const, 'imbalanced-token0' as const),
  token: fc.constantFrom<0 | 1>(0, 1),
  weights: fc.array(fc.integer({ min: 1, max: 65_535 }), { minLength: 9, maxLength: 9 }),
});

const rebalanced = fc.record({
  kind: fc.constant('rebalance' as const),
  ...{ position, lower, width },
  removes: fc.array(fc.integer({ min: 0, max: 10_000 }), { maxLength: 2 }),
  base: amounts,
  slope: fc.tuple(fc.bigInt({ min: -400_000n, max: 900_000n }), fc.bigInt({ min: -400_000n, max: 900_000n })),
  activeToken: fc.constantFrom<0 | 1>(0, 1),
  adds: fc.boolean(),
  fees: fc.tuple(fc.bigInt({ min: 0n, max: 50n }), fc.bigInt({ min: 0n, max: 50n })),
});

const shared = fc.record({
  kind: fc.constant('shared' as const),
  position,
  amounts: fc.tuple(fc.bigInt({ min: 10_000n, max: 9_000_000n }), fc.bigInt({ min: 10_000n, max: 9_000_000n })),
  width: fc.integer({ min: 1, max: 4 }),
});
const withdrawn = fc.record({
  kind: fc.constant('withdraw' as const),
  ...{ position, lower, width },
  bps: fc.integer({ min: 1, max: 10_000 }),
});
const swapped = fc.record({
  kind: fc.constant('swap' as const),
  sell: fc.constantFrom<0 | 1>(0, 1),
  exactIn: fc.bigInt({ min: 100n, max: 9_000_000n }),
});
const acts = fc.array(fc.oneof(shared, ruled, ruled, rebalanced, withdrawn, swapped), { minLength: 3, maxLength: 25 });

/** A book as its program keeps it, beside the same book as its facts rebuild it. */
class Both {
  readonly program = new DlmmProgram(STEP, FEE);
  readonly curve = new PoolCurve({
    ...{ curve: 'bins', dex: 'meteora-dlmm', resolution: 64 as const, feePips: null, tickSpacing: STEP },
  });

  constructor() {
    this.#send((builder) => dlmmInitialize(builder, pool, owner.owner, 0), [0n, 0n]);
  }

  #send(write: (builder: SolanaTransactionBuilder) => void, moved: readonly [bigint, bigint]): void {
    follow(this.curve, decode(write, moved));
  }

  /** Token 0 above and token 1 below the active bin, both in it: a composition fee falls due where the mix is another. */
  share({ position: name, amounts: [amount0, amount1], width: reach }: Given<typeof shared>) {
    const { activeId } = this.program;
    const share = Math.floor(10_000 / (reach + 1));
    const shares = Array.from({ length: 2 * reach + 1 }, (_, nth) => {
      const bin = activeId - reach + nth;
      return { bin, share0: bin < activeId ? 0 : share, share1: bin > activeId ? 0 : share };
    });
    const part = (amount: bigint, of: number) => (amount * BigInt(of)) / 10_000n;
    const bins = shares.map(({ bin, share0, share1 }) => {
      return { id: bin, amount0: part(amount0, share0), amount1: part(amount1, share1) };
    });
    const held = address(`position ${name}`);
    const deposited = this.program.deposit(held, bins);
    if (deposited === null) return null;
    const { paid, composition } = deposited;
    const terms = { pool, ...owner, position: held, activeId, amount0, amount1, shares };
    const sums = { paid0: paid[0], paid1: paid[1], ...(composition && { composition }) };
    this.#send((builder) => dlmmAddLiquidity(builder, { ...terms, ...sums }), paid);
    return deposited;
  }

  addByRule(act: Given<typeof ruled>) {
    const { activeId } = this.program;
    const [from, to] = [activeId + act.lower, activeId + act.lower + act.width];
    const alone = act.form === 'one_side' || act.form === 'by_strategy_one_side';
    const token0Alone = act.form.startsWith('by_strategy') && !alone && act.way === 'imbalanced-token0';
    const side = token0Alone ? 0 : act.token;
    const offered = act.amounts.map((raw, nth) => (!(alone || token0Alone) || nth === side ? raw : 0n)) as [
      bigint,
      bigint,
    ];
    if (alone && offered[side] === 0n) return null;
    const weights = act.weights.slice(0, act.width + 1).map((weight, nth) => [from + nth, weight] as const);
    const shape = SHAPES[act.shape]!;
    const rule: SpreadRule = act.form.startsWith('by_strategy')
      ? { shape, way: alone ? `token${act.token}` : act.way }
      : { weights, token: alone ? act.token : null };
    const { active } = this.program;
    const bins = spreadOver({ active: activeId, offered, rule }, [from, to], { binStep: STEP, active });
    const held = address(`position ${act.position}`);
    const deposited = bins && this.program.deposit(held, bins);
    if (deposited === null) return null;
    const { paid, composition } = deposited;
    const type = act.shape + (alone ? 0 : act.way === 'balanced' ? 3 : 6);
    const strategy = { lower: from, upper: to, type, token0Alone };
    const terms = { pool, ...owner, position: held, activeId, amount0: offered[0], amount1: offered[1] };
    const sums = { paid0: paid[0], paid1: paid[1], ...(composition && { composition }) };
    const form = 'shape' in rule ? { form: act.form, strategy } : { form: act.form, weights };
    this.#send((builder) => dlmmAddByRule(builder, { ...terms, ...sums, ...(form as DlmmForm) }), paid);
    return deposited;
  }

  rebalance(act: Given<typeof rebalanced>) {
    const { activeId } = this.program;
    const held = address(`position ${act.position}`);
    const [from, to] = [act.lower, act.lower + act.width];
    const line = { base: act.base, slope: act.slope, activeToken: act.activeToken };
    const spread = {
      active: activeId,
      offered: [0n, 0n],
      rule: { lines: [{ ...line, lower: activeId + from, upper: activeId + to }] },
    } as const;
    const { active } = this.program;
    const bins = act.adds ? spreadOver(spread, [activeId + from, activeId + to], { binStep: STEP, active }) : [];
    if (bins === null || bins.some(({ amount0, amount1 }) => amount0 < 0n || amount1 < 0n)) return null;
    // Up to the active bin, which a bound that is left out stands for, and what lies above it.
    const ranges = act.removes.map((bps, nth) =>
      nth === 0 ? { lower: activeId - 9, upper: null, bps } : { lower: activeId + 1, upper: activeId + 9, bps },
    );
    const parts = ranges.map(({ lower: low, upper, bps }) => [low, upper ?? activeId, bps] as const);
    const out = this.program.withdraw(held, parts);
    const deposited = bins.length > 0 ? this.program.deposit(held, bins) : null;
    const added = deposited?.paid ?? [0n, 0n];
    const composition = deposited?.composition;
    const moved = [0, 1].map((nth) => added[nth]! - out[nth]! - act.fees[nth]!) as [bigint, bigint];
    const rebalance = {
      ...{ pool, ...owner, position: held, activeId, removes: ranges, withdrawn: out, added, fees: act.fees },
      adds: deposited === null ? [] : [{ from, to, ...line }],
      ...(composition && { composition }),
    };
    this.#send((builder) => dlmmRebalance(builder, rebalance), moved);
    return deposited;
  }

  withdraw(act: Given<typeof withdrawn>): bigint {
    const { activeId } = this.program;
    const held = address(`position ${act.position}`);
    const [from, to] = [activeId + act.lower, activeId + act.lower + act.width];
    const [amount0, amount1] = this.program.withdraw(held, [[from, to, act.bps]]);
    const range = { lower: from, upper: to, bps: act.bps };
    const withdrawal = { pool, ...owner, position: held, activeId, amount0, amount1, ...range };
    this.#send((builder) => dlmmRemoveLiquidity(builder, withdrawal), [-amount0, -amount1]);
    return amount0 + amount1;
  }

  swap({ sell, exactIn }: Given<typeof swapped>): boolean {
    const { activeId } = this.program;
    const quote = swapBins(this.program.book, { sell, exactIn });
    const { amountIn, amountOut, feeRaw, activeIdAfter, partial } = quote;
    if (partial || amountOut === 0n) return false;
    const user = { user: owner.owner, userAccount0: owner.ownerAccount0, userAccount1: owner.ownerAccount1 };
    const amountsOf = { amountIn, amountOut, minimumOut: 0n, feeRaw, feeRate: 0n };
    const swap = { pool, ...user, sell, ...amountsOf, startBin: activeId, endBin: activeIdAfter };
    this.#send((builder) => dlmmSwap(builder, swap), sell === 0 ? [amountIn, -amountOut] : [-amountOut, amountIn]);
    this.program.take(quote);
    return true;
  }
}

describe('positions of a liquidity book', () => {
  it('every form of deposit, withdrawals, rebalances and swaps of several positions leave every bin as the program does', () => {
    const seen = new Map<string, number>();
    const count = (what: string, is: boolean) => seen.set(what, (seen.get(what) ?? 0) + (is ? 1 : 0));
    fc.assert(
      fc.property(acts, (list) => {
        const both = new Both();
        for (const act of list) {
          if (act.kind === 'shared') count('shared, with composition fee', both.share(act)?.composition !== undefined);
          else if (act.kind === 'ruled') {
            const deposited = both.addByRule(act);
            count(act.form, deposited !== null);
            count('by rule, with composition fee', deposited?.composition !== undefined);
          } else if (act.kind === 'rebalance') count('rebalance', both.rebalance(act) !== null);
          else if (act.kind === 'withdraw') count('withdraw', both.withdraw(act) > 0n);
          else count('swap', both.swap(act));
          const { bins, activeId } = both.program.book;
          expect(both.curve.toCurve()).toMatchObject({ activeId, bins });
        }
      }),
      { numRuns: 150, seed: 7 },
    );
    expect(seen.size).toBe(11);
    expect(Math.min(...seen.values())).toBeGreaterThan(40);
  });
});
