import { base58 } from '@scure/base';
import { CodedError } from '@tokentape/core/coded-error.ts';

/** The bytes of an account, read by position. All numbers are little-endian. */
export class AccountData {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;

  /**
   * @param discriminator first eight bytes that an account of this kind has, in hex
   * @param size its least length in bytes
   * @throws CodedError `ACCOUNT_INVALID` when the account is of another kind
   */
  constructor(kind: string, bytes: Uint8Array, discriminator: string, size: number) {
    const found = Buffer.from(bytes.subarray(0, 8)).toString('hex');
    if (found !== discriminator || bytes.length < size) {
      const given = `${bytes.length} bytes beginning with ${found || 'nothing'}`;
      throw new CodedError(
        'ACCOUNT_INVALID',
        `This is no ${kind} account: ${given}, expected ${size} and ${discriminator}.`,
      );
    }
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get length(): number {
    return this.#bytes.length;
  }

  u8 = (at: number): number => this.#view.getUint8(at);
  u16 = (at: number): number => this.#view.getUint16(at, true);
  u32 = (at: number): number => this.#view.getUint32(at, true);
  i32 = (at: number): number => this.#view.getInt32(at, true);
  u64 = (at: number): bigint => this.#view.getBigUint64(at, true);
  i64 = (at: number): bigint => this.#view.getBigInt64(at, true);
  u128 = (at: number): bigint => this.u64(at) | (this.u64(at + 8) << 64n);
  i128 = (at: number): bigint => this.u64(at) | (this.i64(at + 8) << 64n);
  key = (at: number): string => base58.encode(this.#bytes.subarray(at, at + 32));
}
