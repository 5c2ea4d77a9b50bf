-- On which days of a month an owner became a holder of a stock token (1) or ceased to be one (-1), and on which he had given
-- what nobody saw him get. A millionth of a token is dust. Touched: tokens and months; `before`: the balances of earlier months.
WITH moved AS (
  SELECT c.token_key, h.owner_key, h.hour, h.in_units - h.out_units AS delta, 10::numeric ^ (k.decimals - 6) AS dust,
         coalesce(b.units, 0)
           + sum(h.in_units - h.out_units) OVER (PARTITION BY c.token_key, c.month, h.owner_key ORDER BY h.hour) AS after
    FROM touched c
    JOIN token k ON k.key = c.token_key
    JOIN balance_hour h ON h.token_key = c.token_key AND h.hour >= c.month::timestamp AT TIME ZONE 'UTC'
     AND h.hour < (c.month + interval '1 month') AT TIME ZONE 'UTC'
    LEFT JOIN before b ON b.token_key = c.token_key AND b.owner_key = h.owner_key
     AND b.month = (c.month - interval '1 month')::date
), crossed AS (
  SELECT token_key, (hour AT TIME ZONE 'UTC')::date AS day, owner_key,
         sum((after > dust)::int - (after - delta > dust)::int)::smallint AS change, bool_or(after < -dust) AS overdrawn
    FROM moved
   WHERE (after > dust) <> (after - delta > dust) OR after < -dust
   GROUP BY token_key, day, owner_key
)
SELECT token_key, day, owner_key, change, overdrawn FROM crossed WHERE change <> 0 OR overdrawn
