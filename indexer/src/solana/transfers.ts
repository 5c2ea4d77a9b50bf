import type { Fact, Multiplier, TokenControl, TransactionRef, Transfer } from '@tokentape/core/facts/facts.ts';
import { permanentDelegates } from '@tokentape/core/registry/permanent-delegates.ts';
import { findToken } from '@tokentape/core/registry/registry.ts';
import type { TokenMovement } from '../tokens/spl-token.ts';
import type { Scene } from './scene.ts';

const delegates = new Map(permanentDelegates.map(({ address, issuer }) => [address, issuer]));

/** Every movement of every token as transfer facts, multiplier changes, and what an issuer's powers did. */
export function readTransfers(scene: Scene, tx: TransactionRef): Fact[] {
  const facts: Fact[] = [];
  for (const movement of scene.movements) {
    const transfer = transferOf(scene, tx, movement);
    facts.push(transfer);
    const taken = takenBy(scene, movement, transfer);
    if (taken !== null) facts.push(taken);
  }
  for (const { control, mint, account, index } of scene.stops) {
    const token = scene.tx.keys[mint] as string;
    const owner = account < 0 ? null : (scene.tx.tokenAccounts[account]?.owner ?? scene.tx.keys[account] ?? null);
    facts.push({ kind: 'token-control', tx, index, token, control, account: owner, raw: null });
  }
  for (const { mint, value, effectiveTime, index } of scene.multipliers) {
    const token = scene.tx.keys[mint] as string;
    const change: Multiplier = { kind: 'multiplier', tx, index, token, value, effectiveTime };
    // A multiplier set at the mint's birth, or for a time gone by, counts from its own block.
    if (effectiveTime < tx.block.time) change.effectiveTime = tx.block.time;
    facts.push(change);
  }
  return facts;
}

/** A movement that the issuer's permanent delegate made in another's account. */
function takenBy({ tx: { keys } }: Scene, { authority, move }: TokenMovement, transfer: Transfer): TokenControl | null {
  const signed = authority < 0 ? undefined : keys[authority];
  const issuer = signed === undefined ? undefined : delegates.get(signed);
  if (issuer === undefined || move === 'mint' || transfer.from === signed) return null;
  const { tx, index, token, from, fromAccount, raw } = transfer;
  if (findToken(tx.chain, token)?.issuer.id !== issuer) return null;
  const control = move === 'burn' ? 'delegate-burn' : 'delegate-transfer';
  return { kind: 'token-control', tx, index, token, control, account: from ?? fromAccount, raw };
}

function transferOf(scene: Scene, tx: TransactionRef, movement: TokenMovement): Transfer {
  const { source, destination } = movement;
  const { keys, tokenAccounts } = scene.tx;
  return {
    kind: 'transfer',
    tx,
    index: movement.index,
    token: movement.token,
    move: movement.move,
    from: source < 0 ? null : (tokenAccounts[source]?.owner ?? null),
    to: destination < 0 ? null : (tokenAccounts[destination]?.owner ?? null),
    fromAccount: source < 0 ? null : (keys[source] ?? null),
    toAccount: destination < 0 ? null : (keys[destination] ?? null),
    raw: movement.raw,
  };
}
