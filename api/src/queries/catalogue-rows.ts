import type { UnitRule } from '@tokentape/core/registry/types.ts';
import type { Reader } from '../database.ts';

export interface ChainRow {
  id: string;
  key: number;
  name: string;
  kind: 'evm' | 'solana';
}
export interface IssuerRow {
  id: string;
  name: string;
  status: string;
}
export interface AssetRow {
  id: string;
  key: number;
  issuerId: string;
  symbol: string;
  underlying: string | null;
  name: string;
}
export interface TokenRow {
  id: string;
  key: number;
  chainKey: number;
  assetKey: number | null;
  role: 'stock' | 'quote' | 'other';
  symbol: string | null;
  decimals: number | null;
  unitRule: UnitRule;
  /** The wrapped token, of a wrapper. */
  wrapsKey: number | null;
}
export interface DexRow {
  id: string;
  key: number;
  name: string;
}
export interface PoolRow {
  id: string;
  key: number;
  chainKey: number;
  dexKey: number;
  token0Key: number;
  token1Key: number;
  curve: string;
  feePips: number | null;
  /** Whether the creation itself was read. */
  creationSeen: boolean;
  tickSpacing: number | null;
  birthTime: Date;
}

export interface CatalogueRows {
  chains: ChainRow[];
  issuers: IssuerRow[];
  assets: AssetRow[];
  tokens: TokenRow[];
  dexes: DexRow[];
  pools: PoolRow[];
}

/** The one shape that a pool has had so far, of those that may be turned into another: one that was turned has no curve for its life. */
const ONLY_SHAPE = `(
  SELECT CASE WHEN count(DISTINCT s.terms ->> 'curve') = 1 THEN min(s.terms ->> 'curve') END
  FROM pool_state s WHERE p.curve = 'unknown' AND s.pool_key = p.key AND s.terms ? 'curve')`;

/** Everything that exists, registered or found: small, and asked for by every answer. */
export async function catalogueRows(reader: Reader): Promise<CatalogueRows> {
  const [chains, issuers, assets, tokens, dexes, pools] = await Promise.all([
    reader.rows<ChainRow>('SELECT id, key, name, kind FROM chain ORDER BY key'),
    reader.rows<IssuerRow>('SELECT id, name, status FROM issuer ORDER BY id'),
    reader.rows<AssetRow>('SELECT id, key, issuer_id AS "issuerId", symbol, underlying, name FROM asset ORDER BY id'),
    reader.rows<TokenRow>(
      `SELECT id, key, chain_key AS "chainKey", asset_key AS "assetKey", role, symbol, decimals, unit_rule AS "unitRule",
              wraps_key AS "wrapsKey"
       FROM token ORDER BY id`,
    ),
    reader.rows<DexRow>('SELECT id, key, name FROM dex ORDER BY id'),
    reader.rows<PoolRow>(
      `SELECT id, key, chain_key AS "chainKey", dex_key AS "dexKey", token0_key AS "token0Key",
              token1_key AS "token1Key", coalesce(${ONLY_SHAPE}, curve) AS curve, fee_pips AS "feePips", creation_seen AS "creationSeen", tick_spacing AS "tickSpacing",
              birth_time AS "birthTime"
       FROM pool p ORDER BY id`,
    ),
  ]);
  return { chains, issuers, assets, tokens, dexes, pools };
}
