import type { TokenMovement } from '../tokens/spl-token.ts';
import type { Scene } from './scene.ts';

/** A program whose call moved tokens like a swap but was not decoded. */
export interface UndecodedCall {
  at: number;
  program: string;
  reason: string;
}

/**
 * Among the calls of programs that are not known (or of unknown instructions of known venues), those that made one owner
 * give one token and get another.
 */
export function findUndecodedSwaps(scene: Scene): UndecodedCall[] {
  const found: UndecodedCall[] = [];
  for (const at of scene.unknown) {
    const moved = scene.movements.filter((movement) => movement.parent === at && movement.move === 'transfer');
    if (moved.length < 2 || !looksLikeSwap(scene, moved)) continue;
    const instruction = scene.tx.instructions[at];
    const program = scene.tx.keys[instruction?.program ?? 0] as string;
    found.push({ at, program, reason: 'moves two tokens in opposite directions and is not decoded' });
  }
  return found;
}

function looksLikeSwap(scene: Scene, moved: TokenMovement[]): boolean {
  const ownerOf = (account: number) => scene.tx.tokenAccounts[account]?.owner ?? null;
  return moved.some((paid) => {
    const payer = ownerOf(paid.source);
    return moved.some((got) => {
      if (got.token === paid.token) return false;
      const receiver = ownerOf(got.destination);
      // An owner that is not known could be anybody, so the call is listed rather than passed over.
      return payer === null || receiver === null || payer === receiver;
    });
  });
}
