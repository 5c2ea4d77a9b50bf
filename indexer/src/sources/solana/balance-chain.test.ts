import { describe, expect, it } from 'vitest';
import type { SolanaTransaction } from '../../dexes/solana.ts';
import { parseSolanaTransaction } from '../../solana/parse.ts';
import { address, bytes, transactionAnswer } from '../../testing/solana-fixtures.ts';
import { BalanceChain } from './balance-chain.ts';
import { Completeness } from './completeness.ts';
import type { MergedBatch } from './merged-history.ts';
import type { SolanaProvider } from './provider.ts';

const [MINT, VAULT, POOL, WALLET] = ['mint', 'vault', 'pool', 'wallet'].map(address) as [
  string,
  string,
  string,
  string,
];

/** The vault gives one unit in each transaction. */
function payment(nth: number): SolanaTransaction {
  const data = bytes(['u8', 12], ['u64', 1], ['u8', 8]);
  const outer = {
    program: 'TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb',
    accounts: [VAULT, MINT, address(`to${nth}`), POOL],
    data,
  };
  const balances = [{ account: VAULT, mint: MINT, owner: POOL, before: String(100 - nth), after: String(99 - nth) }];
  return parseSolanaTransaction(
    transactionAnswer({ slot: 1000 + nth, signers: [WALLET], calls: [{ outer }], balances }),
  );
}

const batchOf = (...numbers: number[]): MergedBatch => ({
  transactions: numbers.map((nth) => ({ index: 0, tx: payment(nth) })),
  to: 1000 + Math.max(...numbers),
});
const slots = ({ transactions }: MergedBatch) => transactions.map(({ tx }) => tx.slot);

describe('BalanceChain', () => {
  it('finds nothing in a whole history, and the exact place of a transaction that is missing', () => {
    const chain = new BalanceChain([MINT]);
    expect([0, 1, 2].flatMap((nth) => chain.check(payment(nth)))).toEqual([]);
    expect(chain.check(payment(4))).toMatchObject([
      { account: VAULT, token: MINT, expected: '97', found: '96', afterBlock: 1002, block: 1004 },
    ]);
    expect(chain.check(payment(5))).toEqual([]);
  });

  it('does not look at other tokens', () => {
    const chain = new BalanceChain([address('other mint')]);
    expect([0, 4].flatMap((nth) => chain.check(payment(nth)))).toEqual([]);
  });
});

describe('Completeness', () => {
  function reading(numbers: number[]) {
    const logs: string[] = [];
    const asked: [number, number][] = [];
    const provider: SolanaProvider = {
      name: 'provider',
      head: async () => ({ height: 2000, hash: 'h', time: 0 }),
      async *read(from, to) {
        asked.push([from, to]);
        yield { ...batchOf(...numbers.filter((nth) => 1000 + nth >= from && 1000 + nth <= to)), to };
      },
    };
    const known = new Set<string>();
    const isKnown = (signature: string) => known.has(signature);
    const handOn = (batch: MergedBatch) => {
      for (const { tx } of batch.transactions) known.add(tx.signature);
      return batch;
    };
    return {
      logs,
      isKnown,
      handOn,
      asked,
      completeness: new Completeness(provider, (text) => logs.push(text), new BalanceChain([MINT])),
    };
  }

  it('F49: what a provider left out is read again and put in its place', async () => {
    const { completeness, asked, logs, isKnown, handOn } = reading([0, 1, 2, 3, 4, 5]);
    expect(slots(handOn(await completeness.complete(batchOf(0, 1), 1000, isKnown)))).toEqual([1000, 1001]);
    expect(slots(await completeness.complete(batchOf(3, 5), 1002, isKnown))).toEqual([1002, 1003, 1004, 1005]);
    expect(asked).toEqual([[1001, 1005]]);
    expect(logs).toEqual([expect.stringContaining('had left out')]);
  });

  it('follows on over a stop: what the last slots before it left is read first', async () => {
    const { completeness, isKnown } = reading([0, 3]);
    const { balances } = await completeness.complete(batchOf(0, 3), 1002, isKnown);
    expect(balances).toMatchObject({ breaks: [{ expected: '99', found: '97', block: 1003 }], mended: [] });
  });

  it('says so when it is still missing, and when a late transaction mends it', async () => {
    const { completeness, logs, isKnown, handOn } = reading([0, 3]);
    handOn(await completeness.complete(batchOf(0), 1000, isKnown));
    const lacking = await completeness.complete(batchOf(3), 1001, isKnown);
    expect(slots(lacking)).toEqual([1003]);
    expect(lacking.balances).toMatchObject({ breaks: [{ expected: '99', found: '97', block: 1003 }], mended: [] });
    expect(logs).toEqual([expect.stringContaining('lacks a transaction')]);
    const half = await completeness.complete(batchOf(1, 4), 1004, isKnown);
    expect(half.balances).toEqual({ breaks: [], mended: [] });
    const whole = await completeness.complete(batchOf(1, 2, 5), 1005, isKnown);
    expect(whole.balances).toEqual({ breaks: [], mended: lacking.balances.breaks });
  });
});
