import * as v from 'valibot';
import { textToBytes } from '../address-bytes.ts';
import { ApiError } from '../api-error.ts';
import type { Catalogue } from '../catalogue.ts';
import type { ApiContext } from '../context.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import { findTicker } from '../find-ticker.ts';
import { fills as fillsQuery } from '../queries/fills.ts';
import { windowOf } from '../window.ts';
import { fillShape } from './fill.ts';

export interface FillsArgs {
  first: number;
  after?: string | null;
  asset?: string | null;
  pool?: string | null;
  trader?: string | null;
  txId?: string | null;
  chain?: string | null;
  from?: string | null;
  to?: string | null;
}

const whole = (digits: number) => v.pipe(v.string(), v.regex(new RegExp(`^\\d{1,${digits}}$`)));
const small = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(2_147_483_647));
const Key = v.tuple([whole(16), v.pipe(small, v.maxValue(32_767)), whole(18), small, small]);

export async function fills(_: unknown, args: FillsArgs, { loaders, reader }: ApiContext) {
  const { first, after, ...rest } = args;
  const question = { field: 'fills', ...rest };
  const key = decodeCursor(question, Key, after);
  if (args.from && args.to && args.from > args.to) throw new ApiError('BAD_ARGUMENT', 'from must not be after to.');
  const [catalogue, origin] = await Promise.all([loaders.catalogue(), loaders.origin()]);
  const window = windowOf({}, origin);
  const rows = await fillsQuery(reader, {
    limit: first + 1,
    after: key,
    poolKeys: poolKeys(catalogue, args),
    hiddenPoolKeys: [...catalogue.pools.values()].filter((pool) => pool.stockKey === null).map((pool) => pool.key),
    chainKey: args.chain ? (catalogue.chainById.get(args.chain)?.key ?? -1) : null,
    trader: bytes('trader', args.trader),
    txId: bytes('txId', args.txId),
    from: args.from ?? null,
    to: args.to ?? null,
  });
  const shown = rows.slice(0, first);
  const last = shown.at(-1);
  const place = last && [last.timeKey, last.chainKey, last.block, last.txIndex, last.fillIndex];
  return {
    nodes: shown.map((row) => fillShape(catalogue, window, row)),
    pageInfo: { hasNextPage: rows.length > first, endCursor: place ? encodeCursor(question, place) : null },
  };
}

function poolKeys(catalogue: Catalogue, { asset, pool }: FillsArgs): number[] | null {
  if (!asset && !pool) return null;
  const named = pool ? [catalogue.poolById.get(pool)].flatMap((found) => found ?? []) : null;
  if (!asset) return (named ?? []).map((each) => each.key);
  const found = findTicker(catalogue, asset);
  const own = found ? (catalogue.poolsOfAsset.get(found.key) ?? []) : [];
  return own.filter((each) => !named || named.includes(each)).map((each) => each.key);
}

function bytes(name: string, text: string | null | undefined): Buffer | null {
  if (text === null || text === undefined) return null;
  const found = textToBytes(text);
  if (!found) throw new ApiError('BAD_ARGUMENT', `${name} is neither 0x hex nor base58.`);
  return found;
}
