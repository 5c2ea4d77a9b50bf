import { normalAddress } from './address.ts';
import { evmDexes } from './dexes/evm.ts';
import { solanaDexes } from './dexes/solana.ts';
import type { Dex } from './types.ts';

/** Every venue, with addresses in the form of the facts (the data files keep the checksummed form). */
export const dexes: Dex[] = [...evmDexes, ...solanaDexes].map((dex) => ({
  ...dex,
  deployments: dex.deployments.map((deployment) => ({
    ...deployment,
    address: normalAddress(deployment.chain === 'solana' ? 'solana' : 'evm', deployment.address),
  })),
}));
