import { CodedError } from '@tokentape/core/coded-error.ts';
import type { ConstantProductPool } from '@tokentape/core/curves/constant-product.ts';
import type { CpmmConfig } from './cpmm-config.ts';
import type { CpmmPool } from './cpmm-pool.ts';

/**
 * The curve of a Raydium CPMM pool from its account and the raw balances of its vaults.
 * @throws CodedError `ACCOUNT_INVALID` when the vaults hold less than what lies apart: they were read at another slot
 */
export function cpmmCurve(pool: CpmmPool, config: CpmmConfig, vault0: bigint, vault1: bigint): ConstantProductPool {
  const [reserve0, reserve1] = [vault0 - pool.apart0, vault1 - pool.apart1];
  if (reserve0 < 0n || reserve1 < 0n) {
    throw new CodedError(
      'ACCOUNT_INVALID',
      'The vaults hold less than the fees in them; read all accounts at one slot.',
    );
  }
  const feePips = config.feePips + (pool.creatorFee ? config.creatorFeePips : 0);
  return { reserve0, reserve1, feePips, feeRule: 'ceiling' };
}
