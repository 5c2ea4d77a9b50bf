import type { Status } from './api/types.ts';

/** The name of a chain as its status gives it; its id when the status does not have it. */
export function chainName(status: Pick<Status, 'chains'> | null | undefined, id: string): string {
  return status?.chains.find((chain) => chain.id === id)?.name ?? id;
}
