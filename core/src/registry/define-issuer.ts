import { normalAddress } from './address.ts';
import type { Asset, Issuer, Token, UnitRule } from './types.ts';

/** What a `<issuer>.tokens.json` holds: one asset or token a line, sources once by key. */
export interface IssuerTokens {
  sources: Record<string, string>;
  assets: AssetLine[];
  tokens: TokenLine[];
}

interface AssetLine {
  symbol: string;
  underlying: string | null;
  name: string;
  /** `listed` when left out. */
  class?: string;
}

interface TokenLine {
  /** Symbol of the asset in the same file. */
  asset: string;
  /** The token's own label, when it is not the asset's. */
  symbol?: string;
  chain: string;
  /** Checksummed on EVM chains. */
  address: string;
  decimals: number | null;
  units: string;
  wraps?: string;
  feed?: string;
  /** A key of `sources`. */
  source: string;
}

/** An issuer from its data file. Throws when a token names an asset or a source that the file does not have. */
export function defineIssuer(head: Omit<Issuer, 'assets'>, data: IssuerTokens): Issuer {
  const assets = new Map<string, Asset>();
  for (const line of data.assets) {
    if (assets.has(line.symbol)) throw new Error(`${head.id}: asset ${line.symbol} stands twice in its token file`);
    assets.set(line.symbol, {
      id: `${head.id}:${line.symbol}`,
      symbol: line.symbol,
      underlying: line.underlying,
      name: line.name,
      class: (line.class ?? 'listed') as Asset['class'],
      tokens: [],
    });
  }
  for (const line of data.tokens) {
    const asset = assets.get(line.asset);
    if (!asset) throw new Error(`${head.id}: token ${line.address} names asset ${line.asset}, which the file lacks`);
    asset.tokens.push(tokenOf(head.id, line, data.sources));
  }
  return { ...head, assets: [...assets.values()] };
}

function tokenOf(issuer: string, line: TokenLine, sources: Record<string, string>): Token {
  const source = sources[line.source];
  if (source === undefined) throw new Error(`${issuer}: token ${line.address} names source ${line.source}, unknown`);
  const kind = line.chain === 'solana' ? 'solana' : 'evm';
  return {
    symbol: line.symbol ?? line.asset,
    chain: line.chain,
    address: normalAddress(kind, line.address),
    decimals: line.decimals,
    unitRule: line.units as UnitRule,
    wraps: line.wraps === undefined ? null : normalAddress(kind, line.wraps),
    feed: line.feed === undefined ? null : normalAddress(kind, line.feed),
    source,
  };
}
