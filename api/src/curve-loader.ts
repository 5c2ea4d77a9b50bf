import { changeTermsOf } from '@tokentape/core/facts/change-terms.ts';
import type { CurveState } from '@tokentape/core/facts/facts.ts';
import { termsOf } from '@tokentape/core/facts/stated-terms.ts';
import { type DepthRow, type DepthTerms, depthRow } from '@tokentape/core/liquidity/depth-row.ts';
import { type KnownCurve, PoolCurve } from '@tokentape/core/liquidity/pool-curve.ts';
import { usdOf } from '@tokentape/core/liquidity/usd.ts';
import type { PricedPool, PricedToken } from '@tokentape/core/pricing/priced-pool.ts';
import { QuotePrices } from '@tokentape/core/pricing/quote-prices.ts';
import { findQuote, getChain } from '@tokentape/core/registry/registry.ts';
import { addressOf, type Catalogue, type CataloguePool, need } from './catalogue.ts';
import type { Reader } from './database.ts';
import { type BookFact, bookFacts } from './queries/book-facts.ts';
import type { TokenRow } from './queries/catalogue-rows.ts';
import { type CurveFactsRow, type CurveQuestion, curveFacts } from './queries/curve-facts.ts';
import { type StockPriceRow, stockPrices } from './queries/stock-prices.ts';

/** A pool's curve at an instant, rebuilt from facts, with what turns it into dollars. */
export interface CurveAt {
  curve: KnownCurve;
  terms: DepthTerms;
  figures: DepthRow;
}

interface Rebuilt {
  pool: CataloguePool;
  at: Date;
  row: CurveFactsRow;
}

/**
 * Rebuilds curves at instants, in the order asked: one statement for their facts and those of the pools that price their
 * quotes, one more when a stock is quoted in another stock.
 * @returns null where the facts do not say, or do not add up
 */
export async function loadCurves(
  reader: Reader,
  catalogue: Catalogue,
  asked: readonly CurveQuestion[],
): Promise<(CurveAt | null)[]> {
  const questions = withQuotePools(catalogue, asked);
  const pools = questions.map(({ poolKey }) => need(catalogue.pools, poolKey, 'pool'));
  const rows = await curveFacts(
    reader,
    questions,
    pools.map((pool) => pool.stockKey),
  );
  const rebuilt = rows.map((row, index) => ({
    pool: pools[index] as CataloguePool,
    at: (questions[index] as CurveQuestion).at,
    row,
  }));
  const books = await bookFacts(
    reader,
    asked.filter(({ poolKey }) => need(catalogue.pools, poolKey, 'pool').curve === 'bins'),
  );
  const quotes = quotePrices(catalogue, rebuilt);
  const stocks = await farStockPrices(reader, catalogue, rebuilt.slice(0, asked.length));
  return rebuilt.slice(0, asked.length).map((each, index) => {
    const quoteOf = (token: PricedToken) =>
      token.role === 'stock' ? (stocks.get(index) ?? null) : quotes(each.pool.chainKey, each.at, token);
    return curveAt(catalogue, each, quoteOf, books.get(asked[index] as CurveQuestion) ?? []);
  });
}

/** The side that counts as money: the other than the stock's; the second of a stock–stock pool. */
const quoteSide = (pool: CataloguePool): 0 | 1 => (pool.stockKey === pool.token0Key ? 1 : 0);

function withQuotePools(catalogue: Catalogue, asked: readonly CurveQuestion[]): CurveQuestion[] {
  const moments = new Map<string, { chainKey: number; at: Date }>();
  for (const { poolKey, at } of asked) {
    const { chainKey } = need(catalogue.pools, poolKey, 'pool');
    moments.set(`${chainKey}/${at.getTime()}`, { chainKey, at });
  }
  const priced = [...moments.values()].flatMap(({ chainKey, at }) =>
    (catalogue.quotePools.get(chainKey) ?? []).map((pool) => ({ poolKey: pool.key, at })),
  );
  return [...asked, ...priced];
}

function curveAt(
  catalogue: Catalogue,
  { pool, at, row }: Rebuilt,
  quoteOf: (token: PricedToken) => bigint | null,
  book: readonly BookFact[],
): CurveAt | null {
  const terms = { ...pricedPool(catalogue, pool), ...pool, dex: need(catalogue.dexes, pool.dexKey, 'dex').id };
  const known = new PoolCurve(terms);
  const stated = pool.curve === 'bins' ? [] : [row.terms, row.stated];
  for (const terms of stated) if (terms !== null) known.setState(UNPRICED, termsOf(terms));
  for (const [tick, net] of row.ticks ?? []) known.addTick(tick, BigInt(net));
  if (row.stateTime !== null) known.setState(stateOf(row));
  for (const [lower, upper, delta] of row.changes ?? []) known.addActive(lower, upper, BigInt(delta));
  for (const fact of book) follow(known, fact, pool);
  const curve = known.toCurve(Math.floor(at.getTime() / 1_000));
  if (curve === null) return null;
  const quote = quoteSide(pool);
  const [stock, money] = quote === 1 ? [terms.token0, terms.token1] : [terms.token1, terms.token0];
  const rule = need(catalogue.tokens, stock.key, 'token').unitRule;
  const depthTerms: DepthTerms = {
    quote,
    quoteDecimals: money.decimals,
    stockDecimals: stock.decimals,
    quotePrice: quoteOf(money),
    multiplier: rule === 'raw-stable' ? ratioOf(row.multiplier ?? '1') : { numerator: 1n, denominator: 1n },
    feeKnown: known.feeKnown,
  };
  let figures: DepthRow | undefined;
  return {
    curve,
    terms: depthTerms,
    // Ten sizes are walked for them, which a history of many curves has no use for.
    get figures() {
      figures ??= depthRow(curve, depthTerms);
      return figures;
    },
  };
}

const UNPRICED: CurveState = { sqrtPrice: null, tick: null, liquidity: null, reserve0: null, reserve1: null };

/** A liquidity book follows from all that happened to it. */
function follow(known: PoolCurve, fact: BookFact, { token0Key }: CataloguePool): void {
  const at = fact.time === null ? {} : { time: Number(fact.time) };
  if (fact.lower !== null && fact.upper !== null) {
    const [amount0Raw, amount1Raw] = [BigInt(fact.amount0 ?? 0), BigInt(fact.amount1 ?? 0)];
    const said = { owner: fact.owner === null ? null : String(fact.owner), terms: changeTermsOf(fact.terms), ...at };
    const liquidityDelta = BigInt(fact.delta ?? 0);
    known.change({ lower: fact.lower, upper: fact.upper, liquidityDelta, amount0Raw, amount1Raw, ...said });
    return;
  }
  if (fact.terms !== null) {
    known.setState({ ...UNPRICED, tick: fact.tick }, termsOf(fact.terms));
    return;
  }
  known.fill({
    sell: fact.soldKey === token0Key ? 0 : 1,
    soldRaw: BigInt(fact.soldRaw ?? 0),
    boughtRaw: BigInt(fact.boughtRaw ?? 0),
    feeRaw: integer(fact.feeRaw),
    after: { ...UNPRICED, tick: fact.tick },
    ...at,
  });
}

/** Prices of quote tokens by the states of the quote pools at the same instant, as the indexer takes them. */
function quotePrices(catalogue: Catalogue, rebuilt: readonly Rebuilt[]) {
  const books = new Map<string, QuotePrices>();
  const bookOf = (chainKey: number, at: Date) => {
    const key = `${chainKey}/${at.getTime()}`;
    const book = books.get(key) ?? new QuotePrices(measureOf(catalogue, chainKey));
    books.set(key, book);
    return book;
  };
  for (const { pool, at, row } of rebuilt) {
    if (row.stateTime === null) continue;
    bookOf(pool.chainKey, at).observe(pricedPool(catalogue, pool), stateOf(row), Number(row.stateTime));
  }
  return (chainKey: number, at: Date, token: PricedToken): bigint | null =>
    token.role === 'quote' ? bookOf(chainKey, at).priceAt(token, Math.floor(at.getTime() / 1000)).price : null;
}

async function farStockPrices(
  reader: Reader,
  catalogue: Catalogue,
  rebuilt: readonly Rebuilt[],
): Promise<Map<number, bigint>> {
  const asked = [...rebuilt.entries()].flatMap(([index, { pool, at }]) => {
    const tokenKey = quoteSide(pool) === 1 ? pool.token1Key : pool.token0Key;
    const token = need(catalogue.tokens, tokenKey, 'token');
    return token.role === 'stock' && token.decimals !== null ? [{ index, tokenKey, at, decimals: token.decimals }] : [];
  });
  if (asked.length === 0) return new Map();
  const rows = await stockPrices(reader, asked);
  return new Map(
    asked.flatMap(({ index, decimals }, position) => {
      const price = priceOf(rows[position] as StockPriceRow, decimals);
      return price === null ? [] : [[index, price] as const];
    }),
  );
}

function priceOf({ amountUsd, raw }: StockPriceRow, decimals: number): bigint | null {
  if (amountUsd === null || raw === null) return null;
  return (usdOf(amountUsd) * 10n ** BigInt(decimals)) / BigInt(raw);
}

function pricedPool(catalogue: Catalogue, pool: CataloguePool): PricedPool {
  const chain = need(catalogue.chains, pool.chainKey, 'chain');
  const side = (key: number) => pricedToken(chain.id, need(catalogue.tokens, key, 'token'));
  return {
    key: pool.key,
    token0: side(pool.token0Key),
    token1: side(pool.token1Key),
    resolution: chain.kind === 'evm' ? 96 : 64,
  };
}

function pricedToken(chainId: string, token: TokenRow): PricedToken {
  const peg = token.role === 'quote' ? (findQuote(chainId, addressOf(token.id))?.peg ?? 'none') : null;
  return { key: token.key, role: token.role, decimals: token.decimals, peg };
}

function measureOf(catalogue: Catalogue, chainKey: number): number | null {
  const chain = need(catalogue.chains, chainKey, 'chain');
  const coin = getChain(chain.id).quotes.find((quote) => quote.peg === 'usd');
  return (coin && catalogue.tokenById.get(`${chain.id}:${coin.address}`)?.key) ?? null;
}

const integer = (text: string | null) => (text === null ? null : BigInt(text));

function stateOf(row: CurveFactsRow): CurveState {
  return {
    sqrtPrice: integer(row.sqrtPrice),
    tick: row.tick,
    liquidity: integer(row.liquidity),
    reserve0: integer(row.reserve0),
    reserve1: integer(row.reserve1),
  };
}

function ratioOf(decimal: string): { numerator: bigint; denominator: bigint } {
  const [whole = '0', fraction = ''] = decimal.split('.');
  return { numerator: BigInt(whole + fraction), denominator: 10n ** BigInt(fraction.length) };
}
