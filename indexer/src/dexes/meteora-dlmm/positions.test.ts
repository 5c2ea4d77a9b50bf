import { binPrice } from '@tokentape/core/curves/bin-price.ts';
import { type Bin, type BinPool, swapBins } from '@tokentape/core/curves/bins.ts';
import type { Fact } from '@tokentape/core/facts/facts.ts';
import { PoolCurve } from '@tokentape/core/liquidity/pool-curve.ts';
import {
  dlmmAddLiquidity,
  dlmmInitialize,
  dlmmRemoveLiquidity,
  dlmmSwap,
} from '@tokentape/replay/encode/solana/meteora-dlmm.ts';
import { TOKEN_PROGRAM } from '@tokentape/replay/encode/solana/programs.ts';
import { SolanaTransactionBuilder } from '@tokentape/replay/encode/solana/transaction-builder.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
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

function follow(curve: PoolCurve, facts: readonly Fact[]): void {
  for (const fact of facts) {
    if (fact.kind === 'liquidity') curve.change(fact);
    else if (fact.kind === 'pool-state') curve.setState(fact.state, fact.terms);
    else if (fact.kind === 'fill') curve.fill({ ...fact, sell: fact.soldToken === pool.mint0.address ? 0 : 1 });
  }
}

/** The program's side: what every bin holds, and whose it is. Rules of lb_clmm state/bin.rs, written down on their own. */
class Program {
  bins = new Map<number, Bin & { supply: bigint; owned: Map<string, bigint> }>();
  activeId = 0;

  deposit(position: string, id: number, amount0: bigint, amount1: bigint): void {
    const bin = this.bins.get(id) ?? { id, amount0: 0n, amount1: 0n, supply: 0n, owned: new Map() };
    const worth = (raw0: bigint, raw1: bigint) => binPrice(id, STEP) * raw0 + raw1 * 2n ** 64n;
    const given = worth(amount0, amount1);
    const shares = bin.supply === 0n ? given : (given * bin.supply) / worth(bin.amount0, bin.amount1);
    bin.supply += shares;
    bin.owned.set(position, (bin.owned.get(position) ?? 0n) + shares);
    bin.amount0 += amount0;
    bin.amount1 += amount1;
    this.bins.set(id, bin);
  }

  withdraw(position: string, lower: number, upper: number, bps: number): [bigint, bigint] {
    const sums: [bigint, bigint] = [0n, 0n];
    for (const bin of this.bins.values()) {
      const shares = ((bin.owned.get(position) ?? 0n) * BigInt(bps)) / 10_000n;
      if (bin.id < lower || bin.id > upper || shares === 0n) continue;
      const out = [(shares * bin.amount0) / bin.supply, (shares * bin.amount1) / bin.supply] as const;
      [bin.amount0, bin.amount1, bin.supply] = [bin.amount0 - out[0], bin.amount1 - out[1], bin.supply - shares];
      bin.owned.set(position, bin.owned.get(position)! - shares);
      [sums[0], sums[1]] = [sums[0] + out[0], sums[1] + out[1]];
    }
    return sums;
  }

  get book(): BinPool {
    const bins = [...this.bins.values()]
      .filter(({ amount0, amount1 }) => amount0 + amount1 > 0n)
      .map(({ id, amount0, amount1 }) => ({ id, amount0, amount1 }))
      .sort((a, b) => a.id - b.id);
    return { activeId: this.activeId, binStep: STEP, bins, fee: FEE };
  }

  take({ touched, activeIdAfter }: ReturnType<typeof swapBins>): void {
    for (const bin of touched) Object.assign(this.bins.get(bin.id)!, bin);
    this.activeId = activeIdAfter;
  }
}

const acts = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant('deposit' as const),
      position: fc.constantFrom('a', 'b', 'c'),
      size: fc.bigInt({ min: 1n, max: 1_000n }),
      width: fc.integer({ min: 1, max: 4 }),
    }),
    fc.record({
      kind: fc.constant('withdraw' as const),
      position: fc.constantFrom('a', 'b', 'c'),
      lower: fc.integer({ min: -6, max: 2 }),
      span: fc.integer({ min: 0, max: 8 }),
      bps: fc.integer({ min: 1, max: 10_000 }),
    }),
    fc.record({
      kind: fc.constant('swap' as const),
      sell: fc.constantFrom<0 | 1>(0, 1),
      exactIn: fc.bigInt({ min: 100n, max: 9_000_000n }),
    }),
  ),
  { minLength: 3, maxLength: 25 },
);

describe('positions of a liquidity book', () => {
  it('deposits, withdrawals by range and swaps of several positions leave every bin as the program does', () => {
    let [withdrawals, fills] = [0, 0];
    fc.assert(
      fc.property(acts, (list) => {
        const program = new Program();
        const curve = new PoolCurve({
          curve: 'bins',
          dex: 'meteora-dlmm',
          resolution: 64,
          feePips: null,
          tickSpacing: STEP,
        });
        follow(
          curve,
          decode((builder) => dlmmInitialize(builder, pool, owner.owner, 0), [0n, 0n]),
        );
        for (const act of list) {
          const { activeId } = program;
          if (act.kind === 'deposit') {
            const position = address(`position ${act.position}`);
            const amount = act.size * 10_000n;
            // Token 1 below the active bin and token 0 above it, so that no composition fee falls due.
            const shares = Array.from({ length: act.width }, (_, nth) => [
              { bin: activeId - nth - 1, share0: 0, share1: Math.floor(10_000 / act.width) },
              { bin: activeId + nth + 1, share0: Math.floor(10_000 / act.width), share1: 0 },
            ]).flat();
            const part = (share: number) => (amount * BigInt(share)) / 10_000n;
            const total = part(Math.floor(10_000 / act.width)) * BigInt(act.width);
            for (const { bin, share0, share1 } of shares) program.deposit(position, bin, part(share0), part(share1));
            const stated = { pool, ...owner, position, activeId, amount0: amount, amount1: amount, shares };
            const facts = decode(
              (builder) => dlmmAddLiquidity(builder, { ...stated, paid0: total, paid1: total }),
              [total, total],
            );
            follow(curve, facts);
          } else if (act.kind === 'withdraw') {
            const position = address(`position ${act.position}`);
            const range = { lower: act.lower, upper: act.lower + act.span, bps: act.bps };
            const [amount0, amount1] = program.withdraw(position, range.lower, range.upper, act.bps);
            const withdrawal = { pool, ...owner, position, activeId, amount0, amount1, ...range };
            follow(
              curve,
              decode((builder) => dlmmRemoveLiquidity(builder, withdrawal), [-amount0, -amount1]),
            );
            if (amount0 + amount1 > 0n) withdrawals++;
          } else {
            const quote = swapBins(program.book, { sell: act.sell, exactIn: act.exactIn });
            const { amountIn, amountOut, feeRaw, activeIdAfter, partial } = quote;
            if (partial || amountOut === 0n) continue;
            const accounts = {
              user: owner.owner,
              userAccount0: owner.ownerAccount0,
              userAccount1: owner.ownerAccount1,
            };
            const swap = {
              pool,
              ...accounts,
              sell: act.sell,
              amountIn,
              amountOut,
              minimumOut: 0n,
              feeRaw,
              feeRate: 0n,
            };
            const facts = decode(
              (builder) => dlmmSwap(builder, { ...swap, startBin: activeId, endBin: activeIdAfter }),
              act.sell === 0 ? [amountIn, -amountOut] : [-amountOut, amountIn],
            );
            program.take(quote);
            follow(curve, facts);
            fills++;
          }
        }
        const { bins, activeId } = program.book;
        expect(curve.toCurve()).toMatchObject({ activeId, bins });
      }),
      { numRuns: 150, seed: 7 },
    );
    expect(Math.min(withdrawals, fills)).toBeGreaterThan(100);
  });
});
