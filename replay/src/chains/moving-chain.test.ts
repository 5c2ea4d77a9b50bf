import { expect, it } from 'vitest';
import type { EvmBlock } from './evm-chain.ts';
import { memoryEvmChain } from './memory-evm-chain.ts';
import { memorySolanaChain } from './memory-solana-chain.ts';
import { movingEvmChain, movingSolanaChain } from './moving-chain.ts';
import type { SolanaTransaction } from './solana-chain.ts';

function blocks(branch: string, ...numbers: number[]): EvmBlock[] {
  return numbers.map((number) => ({
    number,
    hash: `${number < 12 ? 'a' : branch}${number}`,
    parentHash: `${number < 13 ? 'a' : branch}${number - 1}`,
    timestamp: number,
    transactions: [],
  }));
}

it('an EVM chain grows, forks, and forgets the branch that lost', () => {
  const chain = movingEvmChain(memoryEvmChain(1, blocks('a', 10, 11), 10));
  expect([chain.headBlock, chain.finalizedBlock]).toEqual([11, 10]);
  chain.become(memoryEvmChain(1, blocks('a', 10, 11, 12, 13), 10));
  expect(chain.heightOfBlock('a13')).toBe(13);
  chain.become(memoryEvmChain(1, blocks('b', 10, 11, 12, 13), 11));
  expect(chain.heightOfBlock('a13')).toBeUndefined();
  expect(chain.block(13)?.hash).toBe('b13');
});

it('a Solana ledger ends where it is told to', () => {
  const entries = [1, 2, 3, 4].map((slot) => ({
    slot,
    transactionIndex: 0,
    blockTime: slot,
    err: null,
    signature: () => `signature${slot}`,
    render: () => ({ slot }) as SolanaTransaction,
    mentions: () => ({ keys: ['wallet'], owners: [] }),
  }));
  const chain = movingSolanaChain(memorySolanaChain({ genesisHash: 'genesis', entries }), 2);
  const seen = (): unknown[] => [
    chain.size,
    chain.blocks.at(-1)?.slot,
    Array.from(chain.ordinalsOf('wallet', false)),
    chain.ordinalOf('signature3'),
  ];
  expect(seen()).toEqual([2, 2, [0, 1], undefined]);
  chain.moveTo(3);
  expect(seen()).toEqual([3, 3, [0, 1, 2], 2]);
  expect(chain.firstOrdinalFrom(9)).toBe(3);
});
