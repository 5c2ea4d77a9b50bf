import type { ApiContext } from '../context.ts';
import { chainStatus } from '../queries/chain-status.ts';

export async function status(_: unknown, __: object, { loaders, reader }: ApiContext) {
  const [origin, chains] = await Promise.all([loaders.origin(), chainStatus(reader)]);
  return { ...origin, chains };
}
