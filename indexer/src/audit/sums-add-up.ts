import { finding, type Invariant } from './invariant.ts';

interface Law {
  name: string;
  /** Rows `(cell, one, other)` that should be equal in `one` and `other`. */
  sql: string;
}

const laws: Law[] = [
  {
    name: 'hours of a token and its day',
    sql: `SELECT d.token_key || ' ' || d.day AS cell, ROW(d.fills, d.trades, d.buys, d.sells, d.volume_usd, d.volume_in_total_usd)::text AS one,
                 ROW(sum(h.fills), sum(h.trades), sum(h.buys), sum(h.sells), sum(h.volume_usd), sum(h.volume_in_total_usd))::text AS other
            FROM asset_day d LEFT JOIN asset_hour h ON h.token_key = d.token_key AND (h.hour AT TIME ZONE 'UTC')::date = d.day
           GROUP BY d.token_key, d.day`,
  },
  {
    name: 'buys, sells and volume of a day',
    sql: `SELECT token_key || ' ' || day AS cell, ROW(trades, volume_usd)::text AS one, ROW(buys + sells, buy_usd + sell_usd)::text AS other
            FROM asset_day`,
  },
  {
    name: 'fills of stock pools and their hours, over all',
    sql: `SELECT 'all pools' AS cell, count(*)::text AS one, (SELECT coalesce(sum(fills), 0)::text FROM pool_hour) AS other
            FROM fill f JOIN token s ON s.key = f.sold_token_key JOIN token b ON b.key = f.bought_token_key
           WHERE s.role = 'stock' OR b.role = 'stock'`,
  },
  {
    name: 'hours of a pool and the traders of its day',
    sql: `SELECT h.pool_key || ' ' || h.day AS cell, ROW(h.trades, h.volume_usd)::text AS one,
                 ROW(coalesce(t.trades, 0), coalesce(t.volume_usd, 0))::text AS other
            FROM (SELECT pool_key, (hour AT TIME ZONE 'UTC')::date AS day, sum(trades) AS trades, sum(volume_usd) AS volume_usd
                    FROM pool_hour GROUP BY 1, 2) AS h
            FULL JOIN (SELECT pool_key, day, sum(buys + sells) AS trades, sum(buy_usd + sell_usd) AS volume_usd
                         FROM trader_day GROUP BY 1, 2) AS t USING (pool_key, day)`,
  },
  {
    name: 'trades and the total over tickers',
    sql: `SELECT 'all tickers' AS cell, ROW(count(*) FILTER (WHERE net_raw <> 0), coalesce(sum(in_total_usd), 0))::text AS one,
                 (SELECT ROW(coalesce(sum(trades), 0), coalesce(sum(volume_in_total_usd), 0))::text FROM asset_day) AS other FROM trade`,
  },
  {
    name: 'traders of a token and day, and the bitmap',
    sql: `SELECT t.token_key || ' ' || t.day AS cell, t.traders::text AS one, coalesce(b.traders, 0)::text AS other
            FROM (SELECT token_key, (block_time AT TIME ZONE 'UTC')::date AS day, count(DISTINCT trader_key) AS traders
                    FROM trade WHERE net_raw <> 0 GROUP BY 1, 2) AS t
            LEFT JOIN trader_bitmap_day b ON b.token_key = t.token_key AND b.day = t.day`,
  },
  {
    name: 'hours of a pool and its day',
    sql: `SELECT d.pool_key || ' ' || d.day AS cell, ROW(d.fills, d.trades, d.volume_usd, d.sold0_raw, d.bought1_raw)::text AS one,
                 ROW(sum(h.fills), sum(h.trades), sum(h.volume_usd), sum(h.sold0_raw), sum(h.bought1_raw))::text AS other
            FROM pool_day d LEFT JOIN pool_hour h ON h.pool_key = d.pool_key AND (h.hour AT TIME ZONE 'UTC')::date = d.day
           GROUP BY d.pool_key, d.day`,
  },
  {
    name: 'traders of a chain, and its days and ended months',
    sql: `SELECT t.bucket || ' ' || t.chain_key || ' ' || t.start AS cell, t.traders::text AS one, coalesce(d.traders, m.traders, 0)::text AS other
            FROM (SELECT b.bucket, t.chain_key, date_trunc(b.bucket, t.block_time, 'UTC') AT TIME ZONE 'UTC' AS start,
                         count(DISTINCT t.trader_key) AS traders
                    FROM trade t CROSS JOIN (VALUES ('day'), ('month')) AS b (bucket) WHERE t.net_raw <> 0 GROUP BY 1, 2, 3) AS t
            LEFT JOIN chain_trader_bitmap_day d ON t.bucket = 'day' AND d.chain_key = t.chain_key AND d.day = t.start
            LEFT JOIN chain_trader_bitmap_month m ON t.bucket = 'month' AND m.chain_key = t.chain_key AND m.month = t.start
           WHERE t.bucket = 'day'
              OR t.start < (SELECT date_trunc('month', max(day)) FROM chain_trader_bitmap_day l WHERE l.chain_key = t.chain_key)`,
  },
  {
    name: 'mints and burns, and the supply changes',
    sql: `SELECT 'all tokens' AS cell, ROW(coalesce(sum(raw) FILTER (WHERE move = 'mint'), 0), coalesce(sum(raw) FILTER (WHERE move = 'burn'), 0))::text AS one,
                 (SELECT ROW(coalesce(sum(minted_raw), 0), coalesce(sum(burned_raw), 0))::text FROM supply_day) AS other FROM transfer`,
  },
  {
    name: 'supply of a token, and what its owners have',
    sql: `SELECT t.id AS cell, coalesce((SELECT sum(minted_units - burned_units) FROM supply_day WHERE token_key = t.key), 0)::text AS one,
                 sum(b.in_units - b.out_units)::text AS other
            FROM balance_hour b JOIN token t ON t.key = b.token_key GROUP BY t.id, t.key`,
  },
  {
    name: 'balances at month ends, and the hours until then',
    sql: `SELECT token_key || ' ' || month || ' ' || owner_key AS cell, balance_month.units::text AS one, hours.units::text AS other
            FROM balance_month
            FULL JOIN (SELECT h.token_key, m.month, h.owner_key, sum(h.in_units - h.out_units) AS units
                         FROM balance_hour h JOIN (SELECT DISTINCT token_key, month FROM balance_month) AS m USING (token_key)
                        WHERE h.hour < (m.month + interval '1 month') AT TIME ZONE 'UTC'
                        GROUP BY 1, 2, 3 HAVING sum(h.in_units - h.out_units) <> 0) AS hours
           USING (token_key, month, owner_key)`,
  },
  {
    name: 'holders at month ends, and the days on which they began and ceased to be',
    sql: `SELECT b.token_key || ' ' || b.month AS cell, b.holders::text AS one,
                 (SELECT coalesce(sum(d.change), 0) FROM holder_day d
                   WHERE d.token_key = b.token_key AND d.day < b.month + interval '1 month')::text AS other
            FROM (SELECT m.token_key, m.month, count(*) FILTER (WHERE m.units > 10::numeric ^ (t.decimals - 6)) AS holders
                    FROM balance_month m JOIN token t ON t.key = m.token_key
                   WHERE t.decimals IS NOT NULL GROUP BY 1, 2) AS b`,
  },
];

/** Q13: hours add up to days, pools and tickers to totals, sides to volume. One finding a law. */
export const sumsAddUp: Invariant = {
  id: 'Q13',
  title: 'Sums add up across hour, day, pool, ticker and total',
  check: async (client) => {
    const findings = [];
    for (const { name, sql } of laws) {
      const { rows } = await client.query<{ cell: string; one: string; other: string }>(sql);
      const broken = rows.filter(({ one, other }) => one !== other);
      findings.push(
        finding(
          0,
          rows.length,
          `cells: ${name}`,
          broken.map((row) => `${row.cell}: ${row.one} against ${row.other}`),
        ),
      );
    }
    return findings;
  },
};
