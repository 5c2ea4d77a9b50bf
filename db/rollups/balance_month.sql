-- What every owner of a stock token has at the end of a month: what he had at the end of the one before, and what the hours
-- since moved. Owners with nothing have no row. Touched: tokens and months; `before`: the balances of earlier months.
SELECT c.token_key, c.month, s.owner_key, sum(s.units) AS units
  FROM touched c
 CROSS JOIN LATERAL (
   SELECT b.owner_key, b.units FROM before b
    WHERE b.token_key = c.token_key AND b.month = (c.month - interval '1 month')::date
   UNION ALL
   SELECT h.owner_key, h.in_units - h.out_units FROM balance_hour h
    WHERE h.token_key = c.token_key AND h.hour >= c.month::timestamp AT TIME ZONE 'UTC'
      AND h.hour < (c.month + interval '1 month') AT TIME ZONE 'UTC'
 ) AS s
 GROUP BY c.token_key, c.month, s.owner_key
HAVING sum(s.units) <> 0
