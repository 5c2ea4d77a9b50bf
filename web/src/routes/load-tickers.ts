import type { Api } from '#lib/api/api.ts';
import { tickersQuery } from '#lib/api/tickers-query.ts';
import type { DayWindow, TickerSummary } from '#lib/api/types.ts';

const PAGE = 100;
/** Whole columns can be sorted only when all rows are here; the market has a few hundred traded tickers. */
const MOST = 500;

/** The tickers with the largest volume, up to 500, page by page. */
export async function loadTickers(
  api: Api,
  { from, to }: DayWindow,
  search: string | undefined,
): Promise<{ tickers: TickerSummary[]; totalCount: number }> {
  const tickers: TickerSummary[] = [];
  let after: string | undefined;
  for (;;) {
    const { tickers: page } = await api.ask(tickersQuery, { first: PAGE, after, search, from, to });
    tickers.push(...page.nodes);
    after = page.pageInfo.endCursor ?? undefined;
    if (!page.pageInfo.hasNextPage || !after || tickers.length >= MOST) {
      return { tickers, totalCount: page.totalCount };
    }
  }
}
