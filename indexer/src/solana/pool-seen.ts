import type { PoolSeen, TransactionRef } from '@tokentape/core/facts/facts.ts';
import { readBase58Copy } from './base58.ts';
import type { Scene } from './scene.ts';
import type { Crossing } from './swaps.ts';
import type { PoolConfig } from './venue.ts';

/** What a first fill tells of its pool: tokens, vaults and, where its configuration account is known, fee and spacing. */
export function poolSeen(scene: Scene, crossing: Crossing, tx: TransactionRef): PoolSeen {
  const { call, pool, index } = crossing;
  const { keys } = scene.tx;
  const known = configOf(scene, crossing);
  const [vault0, vault1] = orderedVaults(scene, crossing);
  const token0 = mintAt(scene, crossing, vault0);
  return {
    kind: 'pool',
    tx,
    index,
    dex: call.venue.dex,
    pool,
    token0,
    token1: token0 === crossing.soldToken ? crossing.boughtToken : crossing.soldToken,
    curve: call.venue.curve,
    feePips: known?.feePips ?? null,
    tickSpacing: known?.tickSpacing ?? null,
    vault0: keys[vault0] ?? null,
    vault1: keys[vault1] ?? null,
    created: false,
  };
}

/** Fee and spacing by the configuration account that the instruction names. */
export function configOf({ tx }: Scene, { call, hop }: Crossing): PoolConfig | undefined {
  if (hop.config === undefined) return undefined;
  const account = tx.instructions[call.at]?.accounts[hop.config];
  return account === undefined ? undefined : call.venue.design.configs?.get(tx.keys[account] as string);
}

/** The vaults as token 0's and token 1's. */
export function orderedVaults(scene: Scene, crossing: Crossing): readonly [number, number] {
  const [first, second] = crossing.vaults;
  if (crossing.hop.listed === true) return crossing.vaults;
  return isSmaller(mintAt(scene, crossing, first), mintAt(scene, crossing, second)) ? [first, second] : [second, first];
}

/** The token that a vault holds. */
export function mintAt(scene: Scene, { soldToken }: Crossing, vault: number): string {
  return (
    scene.tx.tokenAccounts[vault]?.mint ??
    scene.movements.find(({ source, destination }) => source === vault || destination === vault)?.token ??
    soldToken
  );
}

/** Programs order mints by their bytes, which is not the order of their base58 texts. */
function isSmaller(mint: string, other: string): boolean {
  const left = readBase58Copy(mint);
  const right = readBase58Copy(other);
  for (let at = 0; at < Math.min(left.byteLength, right.byteLength); at++) {
    const difference = left.getUint8(at) - right.getUint8(at);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
