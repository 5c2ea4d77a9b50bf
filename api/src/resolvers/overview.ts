import type { ApiContext } from '../context.ts';
import { daysOf } from '../day.ts';
import { readOverview, type ScopeDays } from '../overview.ts';
import { assertSeries, windowOf } from '../window.ts';
import { tickerSource } from './sources.ts';

interface Args {
  issuer?: string | null;
  chain?: string | null;
  from?: string | null;
  to?: string | null;
}

/** Every ticker with a trade in the window, by day, as lists: tens of thousands of points as objects would take seconds. */
export async function overview(_: unknown, args: Args, { loaders, reader }: ApiContext) {
  const [catalogue, origin] = await Promise.all([loaders.catalogue(), loaders.origin()]);
  const window = windowOf(args, origin);
  if (!window) return { days: [], tickers: [] };
  assertSeries(window);
  const chainKey = args.chain ? (catalogue.chainById.get(args.chain)?.key ?? -1) : null;
  const found = [...catalogue.assets.values()]
    .filter((asset) => !args.issuer || asset.issuerId === args.issuer)
    .map((asset) => tickerSource(catalogue, asset, window, chainKey))
    .map(({ asset, tokens }) => ({
      asset,
      keys: tokens.map(({ key }) => key).filter((key) => catalogue.pooledTokens.has(key)),
    }))
    .filter(({ keys }) => keys.length > 0);
  const scopes = found.map(({ keys }) => keys);
  const series = await readOverview(reader, catalogue, window, scopes);
  return {
    days: daysOf(window.from, window.to),
    tickers: found
      .map(({ asset: { id, symbol } }, index) => ({ id, symbol, ...(series[index] as ScopeDays) }))
      .filter(({ trades }) => trades.some((count) => count > 0)),
  };
}
