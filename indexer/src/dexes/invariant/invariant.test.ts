import type { PoolSeen } from '@tokentape/core/facts/facts.ts';
import { describe, expect, it } from 'vitest';
import { factsOf, fillsOf, parseReal } from '../../testing/decode-real.ts';
import { hasRealSolana } from '../../testing/real-solana.ts';
import { decodeSolanaTransaction } from '../solana.ts';

const NAME = 'jupiter-shared-accounts-route-1';
const USDC = 'EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v';
const ORE = 'oreoN2tQbHXVaZsr3pf66A48miqcBXCDJozganhEJgz';
const POOL = 'EpmN6MQKynagrkfMWj9PHEh2WxK4VDLWxeHnn1iYvo5W';

describe.skipIf(!hasRealSolana)('Invariant on a recorded transaction', () => {
  it('reads the hop from its two transfers, and the pool with its reserves', () => {
    const tx = parseReal(NAME);
    expect(fillsOf(tx, 'invariant')).toMatchObject([
      { pool: POOL, soldToken: USDC, boughtToken: ORE, after: null, feeRaw: null, flags: [] },
    ]);
    const pool = factsOf(tx).find((fact): fact is PoolSeen => fact.kind === 'pool' && fact.pool === POOL);
    expect(pool).toMatchObject({
      token0: USDC,
      token1: ORE,
      vault0: 'DCz89YGSysXPJp4GVyRkoGGwaazhwraj9fEvktTTQ7u9',
      vault1: '698nQzUkGoGyFatzSCtYZpgdzA53sn4c1PwxToycaNmg',
    });
  });

  it('leaves nothing of the route unrecognised', () => {
    const { unrecognised } = decodeSolanaTransaction(parseReal(NAME), { chain: 'solana', txIndex: 0, hash: 'hash' });
    expect(unrecognised).toEqual([]);
  });
});
