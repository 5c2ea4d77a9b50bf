import type { Ratio } from '@tokentape/core/curves/ratio.ts';
import { type Decimal, fromRaw, ratio, times } from '@tokentape/core/decimal.ts';
import { marginalPrice } from '@tokentape/core/quality/marginal-price.ts';
import { impactShare } from '@tokentape/core/quality/measure-fills.ts';
import { bytesToText } from '../address-bytes.ts';
import { type Catalogue, explorerUrl, need } from '../catalogue.ts';
import type { ApiContext } from '../context.ts';
import { priceTerms, stateOfRow } from '../pool-quality.ts';
import type { TokenRow } from '../queries/catalogue-rows.ts';
import type { FillRow } from '../queries/fill-row.ts';
import type { Window } from '../queries/stats.ts';

/** Everything of a fill that follows from its row alone. */
export function fillShape(catalogue: Catalogue, window: Window | null, row: FillRow) {
  const chain = need(catalogue.chains, row.chainKey, 'chain');
  const text = (bytes: Buffer) => bytesToText(chain.kind, bytes);
  const txId = text(row.txId);
  return {
    id: `${chain.id}:${row.block}:${row.txIndex}:${row.fillIndex}`,
    chain: chain.id,
    block: row.block,
    txIndex: row.txIndex,
    index: row.fillIndex,
    blockTime: row.blockTime,
    txId,
    explorerUrl: explorerUrl(chain.id, 'tx', txId),
    pool: { pool: need(catalogue.pools, row.poolKey, 'pool'), window },
    trader: text(row.trader),
    signer: text(row.signer),
    feePayer: text(row.feePayer),
    side: stockOf(catalogue, row).side,
    soldToken: need(catalogue.tokens, row.soldTokenKey, 'token'),
    soldRaw: row.soldRaw,
    boughtToken: need(catalogue.tokens, row.boughtTokenKey, 'token'),
    boughtRaw: row.boughtRaw,
    amountUsd: row.amountUsd,
    priceSource: row.priceSource,
    unpricedReason: row.unpricedReason,
    flags: row.flags,
    row,
  };
}

type FillSource = ReturnType<typeof fillShape>;

/** The taker bought when the stock came out of the pool; in a stock–stock pool the first token is the stock. */
function stockOf(catalogue: Catalogue, row: FillRow): { token: TokenRow; raw: string; side: 'BUY' | 'SELL' } {
  const pool = need(catalogue.pools, row.poolKey, 'pool');
  const bought = row.boughtTokenKey === (pool.stockKey ?? pool.token0Key);
  const key = bought ? row.boughtTokenKey : row.soldTokenKey;
  return {
    token: need(catalogue.tokens, key, 'token'),
    raw: bought ? row.boughtRaw : row.soldRaw,
    side: bought ? 'BUY' : 'SELL',
  };
}

/**
 * Shares of the stock side at the fill's time: raw ÷ 10^decimals × multiplier. A token whose multiplier was never
 * seen to change has 1; a wrapper without a rate, a rule or decimals that nobody knows make it null.
 */
async function sharesOf({ row }: FillSource, { loaders }: ApiContext): Promise<string | null> {
  const { token, raw } = stockOf(await loaders.catalogue(), row);
  if (token.decimals === null || token.unitRule === 'unknown') return null;
  const amount = fromRaw(raw, token.decimals);
  if (token.unitRule === 'rebasing' || token.unitRule === 'plain') return amount;
  const multiplier = await loaders.multiplier({ tokenKey: token.key, at: row.blockTime });
  if (multiplier === null) return token.unitRule === 'raw-stable' ? amount : null;
  return times(amount, multiplier);
}

/** Move of the pool's marginal price that the fill caused; null where facts do not say both prices. */
async function priceImpactOf({ row }: FillSource, { loaders }: ApiContext): Promise<Decimal | null> {
  const catalogue = await loaders.catalogue();
  const terms = priceTerms(catalogue, need(catalogue.pools, row.poolKey, 'pool'));
  if (terms === null) return null;
  const before: Ratio | null = marginalPrice(stateOfRow(await loaders.stateBefore(row)), terms);
  const after = marginalPrice(
    stateOfRow({
      sqrtPrice: row.sqrtPriceAfter,
      tick: row.tickAfter,
      reserve0: row.reserve0After,
      reserve1: row.reserve1After,
    }),
    terms,
  );
  return impactShare(stockOf(catalogue, row).side === 'BUY' ? 'buy' : 'sell', before, after);
}

export const Fill = {
  priceImpact: (fill: FillSource, _: object, context: ApiContext) => priceImpactOf(fill, context),
  shares: (fill: FillSource, _: object, context: ApiContext) => sharesOf(fill, context),
  priceUsd: async (fill: FillSource, _: object, context: ApiContext) => {
    const shares = await sharesOf(fill, context);
    return shares === null || fill.amountUsd === null ? null : ratio(fill.amountUsd, shares);
  },
};
