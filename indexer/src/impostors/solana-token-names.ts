import { address, getAddressEncoder, getProgramDerivedAddress, type RpcTransport } from '@solana/kit';
import type { Address } from '@tokentape/core/facts/chain.ts';
import { nameInMetaplex, nameInMint } from './token-metadata.ts';
import type { TokenName } from './token-name.ts';

/** Metaplex Token Metadata, which names the mints of the older token program. Source: metaplex-foundation/mpl-token-metadata. */
const METAPLEX = address('metaqbxxUerdq28cj1RbAWkYQm3ybzjb6a8bt518x1s');
/** `getMultipleAccounts` takes 100 addresses: a mint and its metadata account each. */
const AT_ONCE = 50;

/** Reads what mints call themselves: the metadata in a Token-2022 mint, else Metaplex's. Addresses in them are never followed. */
export async function readSolanaTokenNames(
  transport: RpcTransport,
  mints: readonly Address[],
): Promise<Map<Address, TokenName>> {
  const names = new Map<Address, TokenName>();
  for (let at = 0; at < mints.length; at += AT_ONCE) {
    const some = mints.slice(at, at + AT_ONCE);
    const metadata = await Promise.all(some.map(metadataAccount));
    const data = await accounts(transport, [...some, ...metadata]);
    some.forEach((mint, place) => {
      const [own, other] = [data[place], data[some.length + place]];
      const name = (own && nameInMint(own)) ?? (other && nameInMetaplex(other)) ?? null;
      if (name !== null) names.set(mint, name);
    });
  }
  return names;
}

async function metadataAccount(mint: Address): Promise<Address> {
  const key = getAddressEncoder();
  const seeds = ['metadata', key.encode(METAPLEX), key.encode(address(mint))];
  return (await getProgramDerivedAddress({ programAddress: METAPLEX, seeds }))[0];
}

async function accounts(transport: RpcTransport, addresses: readonly Address[]): Promise<(Uint8Array | null)[]> {
  const params = [addresses, { encoding: 'base64', commitment: 'finalized' }];
  const payload = { jsonrpc: '2.0', id: 'token-names', method: 'getMultipleAccounts', params };
  const { result } = (await transport({ payload })) as unknown as { result: { value: ({ data: string[] } | null)[] } };
  return result.value.map((account) => (account === null ? null : Buffer.from(account.data[0] ?? '', 'base64')));
}
