import { CodedError } from '@tokentape/core/coded-error.ts';
import type { ChainId } from '@tokentape/core/facts/chain.ts';
import type { Fact, Fill, TransactionRef, Unrecognised } from '@tokentape/core/facts/facts.ts';
import { readPrimaryOrders } from '../primary/solana.ts';
import { readBase58Copy } from '../solana/base58.ts';
import { type LogEvents, readLogEvents } from '../solana/log-events.ts';
import { poolSeen } from '../solana/pool-seen.ts';
import { readScene, type Scene, type VenueCall } from '../solana/scene.ts';
import { scopeEnd } from '../solana/scope.ts';
import { type Crossing, readCrossings } from '../solana/swaps.ts';
import { type Holding, readHoldings, signerOf, takerOf } from '../solana/takers.ts';
import type { SolanaInstruction, SolanaTransaction } from '../solana/transaction.ts';
import { readTransfers } from '../solana/transfers.ts';
import { findUndecodedSwaps } from '../solana/unrecognised.ts';
import type { CallContext } from '../solana/venue.ts';
import type { Decoded } from './dex.ts';

export { parseSolanaTransaction } from '../solana/parse.ts';
export type { SolanaTransaction } from '../solana/transaction.ts';

/** Where a transaction stands, which its own answer does not say. */
export interface SolanaPosition {
  chain: ChainId;
  /** Position in the block. */
  txIndex: number;
  /** Hash of the block, or what stands for it where the source does not have it. */
  hash: string;
  /** Pools already seen; with it a pool's first fill also yields a `pool` fact, and the pool is added. */
  pools?: Set<string>;
}

/** What decoding one transaction yields; `tx` is there for failed transactions too, which carry no facts. */
export interface DecodedTransaction extends Decoded {
  tx: TransactionRef;
  /** Ordinal of the flattened instruction that the fact of that index came from: they differ after a Batch instruction. */
  instructionOf(index: number): number;
}

/**
 * Decodes one executed transaction: fills of every known venue, liquidity, pool creations, orders of primary markets, and
 * every token transfer, mint, burn and multiplier change, in order of position. Touches nothing outside (but `pools`, when given).
 * @throws CodedError `SOLANA_TIME_MISSING` when the block time is null: the source fills it from neighbouring slots.
 */
export function decodeSolanaTransaction(tx: SolanaTransaction, position: SolanaPosition): DecodedTransaction {
  const ref = refOf(tx, position);
  if (tx.failed) return { tx: ref, facts: [], unrecognised: [], instructionOf: (index) => index };
  const scene = readScene(tx);
  const unrecognised: Unrecognised[] = [];
  const facts: Fact[] = [];
  for (const at of scene.nameless) {
    const program = tx.keys[(tx.instructions[at] as SolanaInstruction).program] as string;
    unrecognised.push({ txId: ref.txId, program, reason: 'moves a token whose mint the transaction does not tell' });
  }
  const crossings: Crossing[] = [];
  const logs = readNeededLogs(scene);
  for (const call of scene.calls) {
    const missing =
      call.instruction.swap === undefined && call.instruction.route === undefined
        ? readOther(scene, call, ref, logs, facts)
        : readSwaps(scene, call, logs, crossings);
    if (missing !== undefined) unrecognised.push({ txId: ref.txId, program: call.venue.program, reason: missing });
  }
  const holdings = tx.signers > 1 || crossings.length > 0 ? readHoldings(tx, vaultOwners(scene, crossings)) : [];
  ref.signer = signerOf(tx, holdings);
  const traded = crossings.flatMap(({ soldToken, boughtToken }) => [soldToken, boughtToken]);
  for (const crossing of crossings) {
    if (position.pools !== undefined && !position.pools.has(crossing.pool)) {
      position.pools.add(crossing.pool);
      facts.push(poolSeen(scene, crossing, ref));
    }
    facts.push(fillOf(crossing, ref, holdings, traded));
  }
  const primary = readPrimaryOrders(scene, ref);
  facts.push(...primary.orders);
  unrecognised.push(...primary.unrecognised);
  for (const { program, reason } of findUndecodedSwaps(scene)) unrecognised.push({ txId: ref.txId, program, reason });
  for (const fact of facts) if (fact.kind === 'pool') position.pools?.add(fact.pool);
  const ordered = merge(inOrder(facts), readTransfers(scene, ref));
  return { tx: ref, facts: ordered, unrecognised, instructionOf: scene.instructionOf };
}

/** Both lists in order of position; at the same position what a venue did stands before the transfer. */
function merge(venues: Fact[], transfers: Fact[]): Fact[] {
  if (venues.length === 0) return transfers;
  const merged: Fact[] = [];
  let next = 0;
  for (const fact of venues) {
    while (next < transfers.length && (transfers[next] as Fact).index < fact.index)
      merged.push(transfers[next++] as Fact);
    merged.push(fact);
  }
  while (next < transfers.length) merged.push(transfers[next++] as Fact);
  return merged;
}

/** Liquidity and fills are read apart, each in order. */
function inOrder(facts: Fact[]): Fact[] {
  for (let at = 1; at < facts.length; at++) {
    if ((facts[at] as Fact).index < (facts[at - 1] as Fact).index) return facts.sort((a, b) => a.index - b.index);
  }
  return facts;
}

function refOf(tx: SolanaTransaction, { chain, txIndex, hash }: SolanaPosition): TransactionRef {
  const feePayer = tx.keys[0] as string;
  if (tx.blockTime === null) {
    throw new CodedError(
      'SOLANA_TIME_MISSING',
      `${tx.signature}: slot ${tx.slot} has no block time; ask another node.`,
    );
  }
  const block = { height: tx.slot, hash, time: tx.blockTime };
  return { chain, block, txIndex, txId: tx.signature, signer: feePayer, feePayer, failed: tx.failed };
}

/** Logs are read only when a venue that states its events there was called. */
function readNeededLogs(scene: Scene): LogEvents {
  let programs: Set<string> | undefined;
  for (const { venue } of scene.calls) {
    if (venue.design.events !== 'log') continue;
    programs ??= new Set();
    programs.add(venue.program);
  }
  return programs === undefined ? new Map() : readLogEvents(scene.tx, programs);
}

/** Events of a call, from the logs or from the instructions that the venue sent to itself. */
function eventsOf(scene: Scene, { at, venue }: VenueCall, logs: LogEvents): readonly DataView[] {
  if (venue.design.events === 'log') return logs.get(at) ?? [];
  if (venue.design.events === 'none') return [];
  const end = scopeEnd(scene.tx, at);
  const program = (scene.tx.instructions[at] as SolanaInstruction).program;
  return scene.selfEvents
    .filter((sent) => sent.at > at && sent.at < end && scene.tx.instructions[sent.at]?.program === program)
    .map((sent) => sent.event);
}

function readSwaps(scene: Scene, call: VenueCall, logs: LogEvents, crossings: Crossing[]): string | undefined {
  const read = readCrossings(scene, call, eventsOf(scene, call, logs));
  if (typeof read === 'string') return read;
  crossings.push(...read);
  return undefined;
}

function readOther(
  scene: Scene,
  call: VenueCall,
  tx: TransactionRef,
  logs: LogEvents,
  facts: Fact[],
): string | undefined {
  const { at, venue, instruction } = call;
  if (instruction.read === undefined) return undefined;
  const { accounts, data } = scene.tx.instructions[at] as SolanaInstruction;
  const context: CallContext = {
    scene,
    venue,
    at,
    tx,
    index: scene.indexOf(at),
    account: (position) => scene.tx.keys[accounts[position] ?? -1] ?? '',
    data: readBase58Copy(data),
    events: eventsOf(scene, call, logs),
  };
  const read = instruction.read(context);
  if (!('missing' in read)) {
    facts.push(...read);
    return undefined;
  }
  facts.push(...(read.facts ?? []));
  return `${instruction.name}: ${read.missing}`;
}

function vaultOwners(scene: Scene, crossings: readonly Crossing[]): string[] {
  const owners: string[] = [];
  for (const { pool, vaults } of crossings) {
    owners.push(pool);
    for (const vault of vaults) {
      const owner = scene.tx.tokenAccounts[vault]?.owner;
      if (owner != null) owners.push(owner);
    }
  }
  return owners;
}

function fillOf(crossing: Crossing, tx: TransactionRef, holdings: readonly Holding[], traded: readonly string[]): Fill {
  const { call, index, pool, soldToken, soldRaw, boughtToken, boughtRaw, after, feeRaw, flags } = crossing;
  const taker = takerOf(soldToken, boughtToken, tx.signer, holdings, traded);
  if (taker === null) flags.push('trader-is-signer');
  return {
    kind: 'fill',
    tx,
    index,
    dex: call.venue.dex,
    pool,
    trader: taker ?? tx.signer,
    soldToken,
    soldRaw,
    boughtToken,
    boughtRaw,
    after,
    feeRaw,
    flags,
  };
}
