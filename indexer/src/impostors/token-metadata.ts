import { keptText, type TokenName } from './token-name.ts';

/** Token-2022's account types and the extension that holds a mint's name. Source: spl-token-2022 `extension/mod.rs`. */
const ACCOUNT_TYPE_AT = 165;
const MINT_ACCOUNT = 1;
const TOKEN_METADATA = 19;

/** Name and symbol in a Token-2022 mint account; null when it has no metadata of its own. */
export function nameInMint(data: Uint8Array): TokenName | null {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  if (view.byteLength <= ACCOUNT_TYPE_AT || view.getUint8(ACCOUNT_TYPE_AT) !== MINT_ACCOUNT) return null;
  for (let at = ACCOUNT_TYPE_AT + 1; at + 4 <= view.byteLength; ) {
    const [type, length] = [view.getUint16(at, true), view.getUint16(at + 2, true)];
    // Update authority and mint come first.
    if (type === TOKEN_METADATA) return readNameAndSymbol(data, at + 4 + 64);
    at += 4 + length;
  }
  return null;
}

/** Name and symbol in a Metaplex metadata account: key, update authority, mint, name, symbol, padded with NUL. */
export const nameInMetaplex = (data: Uint8Array): TokenName | null => readNameAndSymbol(data, 1 + 64);

/** Two Borsh strings; null when they do not fit or say nothing. */
export function readNameAndSymbol(data: Uint8Array, start: number): TokenName | null {
  const name = readText(data, start);
  const symbol = name && readText(data, name.end);
  if (!symbol || symbol.text === '') return null;
  return { symbol: symbol.text, name: name.text === '' ? null : name.text };
}

function readText(data: Uint8Array, at: number): { text: string; end: number } | null {
  if (at + 4 > data.byteLength) return null;
  const length = new DataView(data.buffer, data.byteOffset + at, 4).getUint32(0, true);
  const end = at + 4 + length;
  if (end > data.byteLength) return null;
  return { text: keptText(Buffer.from(data.subarray(at + 4, end)).toString('utf8')).trim(), end };
}
