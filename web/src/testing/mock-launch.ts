import { DAYS, daily, liquidityOf, type MockTicker, pools, tickers } from './mock-market.ts';

const PUBLISHED = [
  { volume: '1338000', traders: 1_225, newTraders: 1_225, trades: 2_510 },
  { volume: '6640000', traders: null, newTraders: 6_565, trades: 17_879 },
];
const PUBLISHED_TICKERS: Record<string, string> = { TSLAx: '1710000', SPYx: '1530000', CRCLx: '940000' };
/** The ticker whose pools fill $1k at a fee that nobody told. */
const FEE_UNKNOWN = 'HOODx';
const RULES = ['trades/owner', 'fills/owner', 'transactions/signer'];

const isDead = ({ state }: (typeof pools)[number]) => state === 'ZERO_LIQUIDITY';
const deadPools = pools.filter(isDead).length;
const quietPools = pools.filter(({ trades }) => trades < 20).length;
const slippageOf = (ticker: MockTicker, sizeUsd: number) =>
  liquidityOf(Math.max(0, ...pools.filter((pool) => pool.ticker === ticker).map(({ tvl }) => tvl))).slippage.find(
    (slippage) => slippage.sizeUsd === sizeUsd,
  );

function reconciliation(day: string, quantity: string, published: string | null, computed: number) {
  return RULES.map((rule, index) => {
    const value = (computed * (1 + index * 0.13)).toFixed(2);
    const difference = published === null ? null : (Number(value) / Number(published) - 1).toFixed(6);
    return { day, quantity, rule, published, computed: value, difference };
  });
}

export function mockLaunchReport(asset: (ticker: MockTicker) => object) {
  return {
    simulated: true,
    label: 'simulated, calibrated to published figures',
    pools: pools.length,
    poolsUnder20Trades: quietPools,
    zeroLiquidityPools: deadPools,
    topTickersShare: '0.6894',
    days: daily.map((point, index) => ({
      ...point,
      pools: pools.length,
      poolsUnder20Trades: quietPools,
      zeroLiquidityPools: deadPools,
      publishedVolumeUsd: PUBLISHED[index]?.volume ?? null,
      publishedTraders: PUBLISHED[index]?.traders ?? null,
      publishedNewTraders: PUBLISHED[index]?.newTraders ?? null,
      publishedTrades: PUBLISHED[index]?.trades ?? null,
    })),
    tickers: DAYS.flatMap((day, index) =>
      tickers.map((ticker) => ({
        ...ticker.daily[index]!,
        day,
        asset: asset(ticker),
        share: (Number(ticker.daily[index]!.volumeUsd) / Number(daily[index]!.volumeUsd)).toFixed(6),
        pools: pools.filter((pool) => pool.ticker === ticker).length,
        poolsUnder20Trades: pools.filter((pool) => pool.ticker === ticker && pool.trades < 20).length,
        zeroLiquidityPools: pools.filter((pool) => pool.ticker === ticker && isDead(pool)).length,
        buySlippage1k: slippageOf(ticker, 1_000)?.buy ?? null,
        sellSlippage1k: slippageOf(ticker, 1_000)?.sell ?? null,
        buySlippage10k: slippageOf(ticker, 10_000)?.buy ?? null,
        sellSlippage10k: slippageOf(ticker, 10_000)?.sell ?? null,
        buyImpact1k: slippageOf(ticker, 1_000)?.buyImpact ?? null,
        sellImpact1k: slippageOf(ticker, 1_000)?.sellImpact ?? null,
        buyImpact10k: slippageOf(ticker, 10_000)?.buyImpact ?? null,
        sellImpact10k: slippageOf(ticker, 10_000)?.sellImpact ?? null,
        ...(ticker.symbol === FEE_UNKNOWN ? { buySlippage1k: null, sellSlippage1k: null } : {}),
        unknownCurves: pools.filter((pool) => pool.ticker === ticker && !pool.curveKnown).length,
        publishedVolumeUsd: index === 1 ? (PUBLISHED_TICKERS[ticker.symbol] ?? null) : null,
      })),
    ),
    reconciliation: PUBLISHED.flatMap((published, index) => [
      ...reconciliation(DAYS[index]!, 'volume', published.volume, Number(daily[index]!.volumeUsd)),
      ...reconciliation(DAYS[index]!, 'trades', String(published.trades), daily[index]!.trades),
      ...reconciliation(DAYS[index]!, 'new-traders', String(published.newTraders), daily[index]!.newTraders),
    ]),
  };
}
