import { bytesToText } from '../address-bytes.ts';
import { explorerUrl, need } from '../catalogue.ts';
import type { ApiContext } from '../context.ts';
import { tokenControls } from '../queries/token-controls.ts';
import type { TickerSource } from './sources.ts';

/** What the issuer's powers did to a ticker's tokens, newest first, over all that is read. */
export async function tickerControls(
  { tokens }: TickerSource,
  { first }: { first: number },
  { loaders, reader }: ApiContext,
) {
  const { chains } = await loaders.catalogue();
  const tokenOf = new Map(tokens.map((token) => [token.key, token]));
  const rows = await tokenControls(reader, [...tokenOf.keys()], first);
  return rows.map(({ tokenKey, control, blockTime, txId, account, raw }) => {
    const token = need(tokenOf, tokenKey, 'token');
    const chain = need(chains, token.chainKey, 'chain');
    const transaction = bytesToText(chain.kind, txId);
    return {
      control: control.replace('-', '_').toUpperCase(),
      token,
      account: account && bytesToText(chain.kind, account),
      raw,
      blockTime,
      txId: transaction,
      explorerUrl: explorerUrl(chain.id, 'tx', transaction),
    };
  });
}
