import type { Fact, Multiplier, TransactionRef, Transfer } from '@tokentape/core/facts/facts.ts';
import type { TokenMovement } from '../tokens/spl-token.ts';
import type { Scene } from './scene.ts';

/** Every movement of every token as transfer facts, and multiplier changes. */
export function readTransfers(scene: Scene, tx: TransactionRef): Fact[] {
  const facts: Fact[] = [];
  for (const movement of scene.movements) facts.push(transferOf(scene, tx, movement));
  for (const { mint, value, effectiveTime, index } of scene.multipliers) {
    const token = scene.tx.keys[mint] as string;
    const change: Multiplier = { kind: 'multiplier', tx, index, token, value, effectiveTime };
    // A multiplier set at the mint's birth, or for a time gone by, counts from its own block.
    if (effectiveTime < tx.block.time) change.effectiveTime = tx.block.time;
    facts.push(change);
  }
  return facts;
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
