import { chains } from '@tokentape/core/registry/chains.ts';

/** Names of the registry's chains by id; made on the server, so that readers do not load the registry. */
export const chainNames = (): Record<string, string> => Object.fromEntries(chains.map(({ id, name }) => [id, name]));
