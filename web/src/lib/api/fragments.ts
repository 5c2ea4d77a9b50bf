export const STATS = `volumeUsd buyUsd sellUsd trades fills transactions passthroughs buys sells traders newTraders
  unpricedShare averageTradeUsd`;

/** What a page of one scope shows beyond the figures of a list. */
export const SCOPE_STATS = `${STATS} adjustedVolumeUsd returningTraders medianTradeUsd netFlowUsd meanTvlUsd turnover`;

export const DAILY = `day volumeUsd trades fills transactions traders newTraders returningTraders buyUsd sellUsd`;

const CURVE = `midUsd tvlUsd depth { delta askUsd bidUsd } slippage { sizeUsd buy sell buyImpact sellImpact } buyFillableUsd sellFillableUsd`;

export const LIQUIDITY = `at activeLiquidity ${CURVE}`;

export const DEPTH_POINT = `hour activeLiquidity ${CURVE}`;

export const TOKEN = `id chain address symbol decimals unitRule multiplier explorerUrl`;

export const POOL = `id chain address dex dexName explorerUrl token0 { symbol } token1 { symbol } asset { id symbol } stockSide
  feePips birthTime lastTradeTime state volumeUsd adjustedVolumeUsd trades fills liquidity { ${LIQUIDITY} }`;

export const FILL = `id chain block blockTime txId explorerUrl pool { id dexName asset { id symbol } } trader side shares
  amountUsd priceUsd unpricedReason priceImpact`;

export const COMBINED = `at pools poolsLeftOut midUsd depth { delta askUsd bidUsd }
  slippage { sizeUsd buy sell bestPoolBuy bestPoolSell poolsUsedBuy poolsUsedSell }`;

export const WASH = `ruleSet rawUsd flaggedUsd adjustedUsd traders washWalletCount washShare flag
  washWallets { wallet buys sells buyUsd sellUsd balance } poolDays { day trades traders usd reasons }
  atomicTransactions atomicUsd sensitivity { minTradesPerSide minBalance washWallets washShare }`;

export const SCOPE_WASH = `ruleSet rawUsd flaggedUsd adjustedUsd pools flaggedPools poolDays atomicTransactions
  sensitivity { minTradesPerSide minBalance washWallets washShare }`;

export const WASH_RULES = `version w1MinTradesPerSide w1MinBalance w1PoolFlagShare`;

export const PAGE_INFO = `pageInfo { hasNextPage endCursor }`;
