import type { Address } from '@tokentape/core/facts/chain.ts';
import type { SolanaBlock } from '../dexes/solana-block.ts';
import { readBase58Copy } from '../solana/base58.ts';
import { eventKind, isEvent } from '../solana/event-bytes.ts';
import { readNameAndSymbol } from './token-metadata.ts';
import type { TokenName } from './token-name.ts';

const TOKEN_2022 = 'TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb';
/** `initialize` of the token metadata interface: sha256("spl_token_metadata_interface:initialize_account")[0..8]. */
const INITIALIZE = eventKind('d2e11ea258b84d8d');

/** Names that mints were given in these transactions themselves. The metadata account, first, is the mint's own. */
export function spokenNames(blocks: readonly SolanaBlock[]): Map<Address, TokenName> {
  const names = new Map<Address, TokenName>();
  for (const { transactions } of blocks) {
    for (const { tx } of transactions) {
      const program = tx.keys.indexOf(TOKEN_2022);
      if (program < 0 || tx.failed) continue;
      for (const { program: called, accounts, data } of tx.instructions) {
        // Shorter data are the transfers of every transaction.
        if (called !== program || data.length < 24) continue;
        const view = readBase58Copy(data);
        const mint = tx.keys[accounts[0] ?? -1];
        if (mint === undefined || !isEvent(view, INITIALIZE, 16)) continue;
        const name = readNameAndSymbol(new Uint8Array(view.buffer, view.byteOffset, view.byteLength), 8);
        if (name !== null) names.set(mint, name);
      }
    }
  }
  return names;
}
