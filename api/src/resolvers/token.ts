import { addressOf, explorerUrl, need } from '../catalogue.ts';
import type { ApiContext } from '../context.ts';
import type { TokenRow } from '../queries/catalogue-rows.ts';
import { tokenHolders, tokenSupply } from './supply.ts';

const chainOf = async (token: TokenRow, { loaders }: ApiContext): Promise<string> =>
  need((await loaders.catalogue()).chains, token.chainKey, 'chain').id;

export const Token = {
  chain: (token: TokenRow, _: object, context: ApiContext) => chainOf(token, context),
  address: (token: TokenRow) => addressOf(token.id),
  explorerUrl: async (token: TokenRow, _: object, context: ApiContext) =>
    explorerUrl(await chainOf(token, context), 'address', addressOf(token.id)),
  multiplier: async (token: TokenRow, _: object, { loaders }: ApiContext) => {
    const { asOf } = await loaders.origin();
    return asOf ? loaders.multiplier({ tokenKey: token.key, at: asOf }) : null;
  },
  holders: tokenHolders,
  supply: tokenSupply,
};
