import { base58 } from '@scure/base';
import { CodedError } from '@tokentape/core/coded-error.ts';

/** A token account of either token program; extensions follow after the first 165 bytes. */
export interface TokenAccountState {
  mint: string;
  owner: string;
  amount: bigint;
}

/** Layout: solana-program/token interface, state::Account. @throws CodedError `ACCOUNT_INVALID` */
export function readTokenAccount(bytes: Uint8Array): TokenAccountState {
  if (bytes.length < 165) throw new CodedError('ACCOUNT_INVALID', `${bytes.length} bytes are no token account.`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [mint, owner] = [base58.encode(bytes.subarray(0, 32)), base58.encode(bytes.subarray(32, 64))];
  return { mint, owner, amount: view.getBigUint64(64, true) };
}
