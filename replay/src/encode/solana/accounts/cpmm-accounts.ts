import { packBytes } from '../../bytes.ts';
import { accountBytes } from './account-bytes.ts';
import type { PoolKeys } from './pool-keys.ts';

/** What lies in a CPMM's vaults for others than the curve: [token 0, token 1]. */
export interface CpmmFees {
  protocol: readonly [bigint, bigint];
  fund: readonly [bigint, bigint];
  creator: readonly [bigint, bigint];
}

/** PoolState of a Raydium CPMM. */
export function cpmmPoolAccount({ config, mint0, mint1, vault0, vault1 }: PoolKeys, fees: CpmmFees): Uint8Array {
  return accountBytes(637, 'f7ede3f5d7c3de46', [
    [8, { key: config }],
    [72, { key: vault0 }],
    [104, { key: vault1 }],
    [168, { key: mint0 }],
    [200, { key: mint1 }],
    [341, { u64: fees.protocol[0] }],
    [349, { u64: fees.protocol[1] }],
    [357, { u64: fees.fund[0] }],
    [365, { u64: fees.fund[1] }],
    [397, { u64: fees.creator[0] }],
    [405, { u64: fees.creator[1] }],
  ]);
}

/** AmmConfig of the Raydium CPMM. */
export function cpmmConfigAccount(index: number, feePips: number): Uint8Array {
  return accountBytes(236, 'daf42168cbcb2b6f', [
    [10, { u16: index }],
    [12, { u64: BigInt(feePips) }],
    [20, { u64: 120_000n }],
    [28, { u64: 40_000n }],
  ]);
}

/** A token account without extensions. */
export function tokenAccount(mint: string, owner: string, amount: bigint): Uint8Array {
  return packBytes([{ key: mint }, { key: owner }, { u64: amount }, { hex: '00'.repeat(93) }]);
}
