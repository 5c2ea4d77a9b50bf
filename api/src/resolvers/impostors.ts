import { impostorOf } from '@tokentape/core/registry/impostor.ts';
import * as v from 'valibot';
import { bytesToText } from '../address-bytes.ts';
import { type Catalogue, explorerUrl, need } from '../catalogue.ts';
import type { ApiContext } from '../context.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import { type ImpostorRow, impostorCount, impostorRows } from '../queries/impostor-rows.ts';

const Hex = v.pipe(v.string(), v.regex(/^[0-9a-f]{0,128}$/));
const Place = v.tuple([v.pipe(v.string(), v.isoTimestamp()), v.pipe(v.number(), v.integer()), Hex, Hex]);

interface Args {
  chain?: string | null;
  first: number;
  after?: string | null;
}

/** Tokens that take a registered ticker at an unregistered address. They are shown and are in no number. */
export async function impostors(_: unknown, { chain, first, after }: Args, { loaders, reader }: ApiContext) {
  const catalogue = await loaders.catalogue();
  const chainKey = chain ? (catalogue.chainById.get(chain)?.key ?? -1) : null;
  const question = { field: 'impostors', chain: chain ?? null };
  const cursor = decodeCursor(question, Place, after);
  const place = cursor && { blockTime: cursor[0], chainKey: cursor[1], address: cursor[2], pool: cursor[3] };
  const rows = await impostorRows(reader, chainKey, place, first + 1);
  const shown = rows.slice(0, first);
  const last = shown.at(-1);
  return {
    nodes: shown.map((row) => shape(catalogue, row)),
    pageInfo: {
      hasNextPage: rows.length > shown.length,
      endCursor: last ? encodeCursor(question, keyOf(last)) : null,
    },
    totalCount: () => impostorCount(reader, chainKey),
  };
}

const keyOf = ({ blockTime, chainKey, address, pool }: ImpostorRow) => [
  blockTime.toISOString(),
  chainKey,
  address.toString('hex'),
  pool.toString('hex'),
];

function shape(catalogue: Catalogue, row: ImpostorRow) {
  const { id: chain, kind } = need(catalogue.chains, row.chainKey, 'chain');
  const dex = need(catalogue.dexes, row.dexKey, 'venue');
  const [address, pool, pairedWith] = [row.address, row.pool, row.pairedWith].map((bytes) =>
    bytesToText(kind, bytes),
  ) as [string, string, string];
  const txId = bytesToText(kind, row.txId);
  // A token that the registry took in since is no impostor any more: its row says so and stays as evidence.
  const found = impostorOf(chain, address, row.symbol);
  return {
    chain,
    address,
    addressUrl: explorerUrl(chain, 'address', address),
    symbol: row.symbol,
    shown: found?.shown ?? row.symbol,
    name: row.name,
    likeness: found === null ? null : found.likeness === 'same' ? 'SAME' : 'LOOK_ALIKE',
    imitates: found?.assets.map(({ id }) => id) ?? [],
    pool,
    dex: dex.id,
    dexName: dex.name,
    pairedWith,
    pairedSymbol: catalogue.tokenById.get(`${chain}:${pairedWith}`)?.symbol ?? null,
    block: row.block,
    blockTime: row.blockTime,
    txId,
    explorerUrl: explorerUrl(chain, 'tx', txId),
  };
}
