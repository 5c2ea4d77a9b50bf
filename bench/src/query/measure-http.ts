import type { Window } from '../../../api/src/queries/stats.ts';
import { openHttp } from './ours.ts';
import { type Timing, timed } from './timing.ts';

const WINDOW = '($from: Day!, $to: Day!)';
const SPAN = 'from: $from, to: $to';

const questions: Record<string, { query: string; last30?: true }> = {
  overview_30d: {
    query: `query ${WINDOW} { overview(${SPAN}) { days tickers { id volumeUsd trades traders } } }`,
    last30: true,
  },
  overview_all: { query: `query ${WINDOW} { overview(${SPAN}) { days tickers { id volumeUsd trades traders } } }` },
  daily_all: { query: `query ${WINDOW} { daily(${SPAN}) { day volumeUsd trades traders } }` },
  daily_new_all: { query: `query ${WINDOW} { daily(${SPAN}) { day traders newTraders } }` },
  totals_all: { query: `query ${WINDOW} { totals(${SPAN}) { volumeUsd trades traders newTraders } }` },
  tickers_30d: {
    query: `query ${WINDOW} { tickers(first: 100, orderBy: TRADERS, ${SPAN}) { nodes { symbol stats { volumeUsd trades traders } } } }`,
    last30: true,
  },
  tickers_all: {
    query: `query ${WINDOW} { tickers(first: 100, orderBy: TRADERS, ${SPAN}) { nodes { symbol stats { volumeUsd trades traders } } } }`,
  },
  // Remembered after the first time.
  adjusted_30d: { query: `query ${WINDOW} { totals(${SPAN}) { volumeUsd adjustedVolumeUsd } }`, last30: true },
  pools_all: { query: `query ${WINDOW} { pools(${SPAN}) { nodes { id } } }` },
  fills_first: { query: '{ fills { nodes { id txId trader amountUsd } } }' },
  status: { query: '{ status { chains { id fills failedTransactions } } }' },
};

/** The same data through the API's HTTP server: schema, cost, resolvers and JSON included. */
export async function measureHttp(url: string, all: Window, last30: Window): Promise<Record<string, Timing>> {
  const http = await openHttp(url);
  try {
    await http.ask('{ status { lastDay } }', {});
    const timings: Record<string, Timing> = {};
    for (const [name, { query, last30: recent }] of Object.entries(questions)) {
      const window = recent ? last30 : all;
      timings[name] = (await timed(5, () => http.ask(query, query.includes('$from') ? window : {}))).timing;
    }
    return timings;
  } finally {
    await http.close();
  }
}
