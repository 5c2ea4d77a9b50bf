import { createHash } from 'node:crypto';
import { chains, getChain, issuers, tokensOf } from '@tokentape/core/registry/registry.ts';
import type { Chain } from '@tokentape/core/registry/types.ts';
import type pg from 'pg';
import { textOf } from '../../../indexer/src/store/address-bytes.ts';
import { chainKeyOf } from '../../../indexer/src/store/catalogue.ts';

/** What the bench's fills are drawn from: a hundred tickers of the registry, four pools each, on three chains. */
export interface Market {
  tickers: Ticker[];
  /** Traders of each kind of chain: keys `first` to `first + count - 1`. */
  traders: Record<Chain['kind'], { first: number; count: number }>;
  firstSecond: number;
  seconds: number;
}

export interface Ticker {
  assetKey: number;
  /** Dollars a share. */
  priceUsd: number;
  pools: Pool[];
}

export interface Pool {
  key: number;
  chainKey: number;
  kind: Chain['kind'];
  stockKey: number;
  quoteKey: number;
  /** Raw units of the stock in a share, as a power of ten. */
  stockDecimals: number;
}

const FOLLOWED = ['solana', 'arbitrum', 'base'];
export const TICKERS = 100;
export const POOLS_PER_TICKER = 4;
export const DAYS = 730;
const FIRST_DAY = Date.UTC(2024, 6, 1) / 1000;
const SOLANA_TRADERS = 200_000;
const EVM_TRADERS = 100_000;

const bytesOf = (name: string, length: number): Buffer => {
  const hash = createHash('sha512').update(name).digest();
  return hash.subarray(0, length);
};

/** Registers pools and traders in a seeded, empty database. */
export async function registerMarket(client: pg.Client): Promise<Market> {
  const chosen = chosenAssets();
  const dex = await client.query<{ key: number }>(
    "SELECT key FROM dex WHERE curve = 'concentrated' ORDER BY key LIMIT 1",
  );
  const tokens = await client.query<{ id: string; key: number; asset_key: number | null; decimals: number }>(
    'SELECT id, key, asset_key, decimals FROM token',
  );
  const tokenById = new Map(tokens.rows.map((row) => [row.id, row]));
  const tickers: Ticker[] = [];
  for (const [rank, places] of chosen.entries()) {
    const pools: Pool[] = [];
    for (let index = 0; index < POOLS_PER_TICKER; index += 1) {
      const { chain, address } = places[index % places.length]!;
      const stock = tokenById.get(`${chain.id}:${address}`)!;
      const quote = tokenById.get(`${chain.id}:${chain.quotes.find(({ peg }) => peg === 'usd')!.address}`)!;
      const bytes = bytesOf(`pool ${rank} ${index}`, chain.kind === 'evm' ? 20 : 32);
      const { rows } = await client.query<{ key: number }>(
        `INSERT INTO pool (id, chain_key, dex_key, address, token0_key, token1_key, curve, fee_pips, tick_spacing, birth_block, birth_time, creation_seen)
         VALUES ($1, $2, $3, $4, $5, $6, 'concentrated', 2500, 60, 1, to_timestamp($7), true) RETURNING key`,
        [
          `${chain.id}:${textOf(chain.kind, bytes)}`,
          chainKeyOf(chain.id),
          dex.rows[0]!.key,
          bytes,
          stock.key,
          quote.key,
          FIRST_DAY,
        ],
      );
      pools.push({
        key: rows[0]!.key,
        chainKey: chainKeyOf(chain.id),
        kind: chain.kind,
        stockKey: stock.key,
        quoteKey: quote.key,
        stockDecimals: stock.decimals,
      });
    }
    tickers.push({
      assetKey: tokenById.get(`${places[0]!.chain.id}:${places[0]!.address}`)!.asset_key!,
      priceUsd: 10 + ((rank * 137) % 900),
      pools,
    });
  }
  await registerTraders(client);
  return {
    tickers,
    traders: {
      solana: { first: 1, count: SOLANA_TRADERS },
      evm: { first: SOLANA_TRADERS + 1, count: EVM_TRADERS },
    },
    firstSecond: FIRST_DAY,
    seconds: DAYS * 86_400,
  };
}

interface Place {
  chain: Chain;
  address: string;
}

/** Tickers in the order of their rank: every eighth lives on two EVM chains, whose wallets are the same ones. */
function chosenAssets(): Place[][] {
  const places = new Map<string, Place[]>();
  for (const chain of chains.filter(({ id }) => FOLLOWED.includes(id))) {
    for (const { asset, token } of tokensOf(chain.id)) {
      const known = places.get(asset.id) ?? [];
      if (known.some((place) => place.chain.id === chain.id)) continue;
      places.set(asset.id, [...known, { chain, address: token.address }]);
    }
  }
  const inOrder = issuers.flatMap(({ assets }) =>
    assets.flatMap(({ id }) => (places.has(id) ? [places.get(id)!] : [])),
  );
  const solana = inOrder.filter((own) => own[0]!.chain.id === 'solana');
  const evm = inOrder.filter((own) => own.length > 1 && own.every(({ chain }) => chain.kind === 'evm'));
  const chosen = Array.from(
    { length: TICKERS },
    (_, rank) => (rank % 8 === 7 ? evm.shift() : undefined) ?? solana.shift(),
  );
  return chosen.map((own, rank) => {
    if (own === undefined) throw new Error(`the registry has no asset for rank ${rank}`);
    return own;
  });
}

async function registerTraders(client: pg.Client): Promise<void> {
  await client.query(
    `INSERT INTO account (key, address) OVERRIDING SYSTEM VALUE
     SELECT k, CASE WHEN k <= $1 THEN sha256(('trader ' || k)::bytea) ELSE substring(sha256(('trader ' || k)::bytea) FOR 20) END
       FROM generate_series(1, $1::int + $2::int) AS k`,
    [SOLANA_TRADERS, EVM_TRADERS],
  );
}

/** The chain's name for its key. */
export const chainName = (key: number): string =>
  FOLLOWED.find((id) => chainKeyOf(getChain(id).id) === key) ?? String(key);
