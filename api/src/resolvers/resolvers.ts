import { concentration } from './concentration.ts';
import { daily, totals } from './daily.ts';
import { definitions } from './definitions.ts';
import { depthHistory } from './depth-history.ts';
import { exports } from './exports.ts';
import { Fill } from './fill.ts';
import { fills } from './fills.ts';
import { impostors } from './impostors.ts';
import { launchReport } from './launch-report.ts';
import { metrics } from './metrics.ts';
import { overview } from './overview.ts';
import { Pool } from './pool.ts';
import { washRules } from './pool-wash.ts';
import { liquidityAt, pool, pools } from './pools.ts';
import { primaryMarket } from './primary-market.ts';
import { retention } from './retention.ts';
import { scalars } from './scalars.ts';
import { wash } from './scope-wash.ts';
import { sessions } from './sessions.ts';
import { status } from './status.ts';
import { issuerSupplies } from './supply.ts';
import { Ticker } from './ticker.ts';
import { ticker, tickers } from './tickers.ts';
import { Token } from './token.ts';

/** Every field that needs more than its parent's value. */
export const resolvers = {
  ...scalars,
  Query: {
    status,
    tickers,
    ticker,
    pools,
    pool,
    fills,
    daily,
    overview,
    totals,
    concentration,
    sessions,
    retention,
    definitions,
    impostors,
    wash,
    depthHistory,
    liquidityAt,
    launchReport,
    metrics,
    washRules,
    issuerSupplies,
    primaryMarket,
    exports,
  },
  Ticker,
  Pool,
  Token,
  Fill,
};
