import type { ApiContext } from '../context.ts';
import { chainCounts } from '../queries/chain-counts.ts';
import { chainStatus } from '../queries/chain-status.ts';

/** Heights are those of now; the counts may be some seconds old. */
export async function status(_: unknown, __: object, { loaders, reader }: ApiContext) {
  const [origin, chains] = await Promise.all([loaders.origin(), chainStatus(reader)]);
  const count = (id: string, part: 'fills' | 'failedTransactions') => async () => {
    const counts = await loaders.remember('chain-counts', () => chainCounts(reader));
    return counts.find((row) => row.id === id)?.[part] ?? '0';
  };
  return {
    ...origin,
    chains: chains.map((chain) => ({
      ...chain,
      fills: count(chain.id, 'fills'),
      failedTransactions: count(chain.id, 'failedTransactions'),
    })),
  };
}
