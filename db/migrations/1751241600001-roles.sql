-- Roles without a login. Processes log in as members of them, made by `ensureLogin`, and can do no more than is granted here.

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tokentape_reader') THEN
    CREATE ROLE tokentape_reader NOLOGIN;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tokentape_exporter') THEN
    CREATE ROLE tokentape_exporter NOLOGIN;
  END IF;
END $$;

-- Temporary tables and large objects would let a reader fill the disk; neither is needed.
DO $$
BEGIN
  EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO %I', current_database(), current_user);
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO tokentape_reader, tokentape_exporter', current_database());
  -- The exporter's job queue lives in a schema of its own, which its library makes.
  EXECUTE format('GRANT CREATE ON DATABASE %I TO tokentape_exporter', current_database());
END $$;

DO $$
BEGIN
  REVOKE EXECUTE ON FUNCTION lo_creat(integer), lo_create(oid), lo_from_bytea(oid, bytea) FROM PUBLIC;
EXCEPTION WHEN insufficient_privilege THEN
  RAISE NOTICE 'Large objects stay open to every role: only a superuser can close them.';
END $$;

REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO tokentape_reader, tokentape_exporter;

GRANT SELECT ON
  data_origin, chain, issuer, asset, token, dex, pool, impostor, account, transaction,
  fill, transfer, liquidity_change, pool_state, multiplier, primary_order, feed_price, token_control, reference_price,
  trade, pool_hour, pool_day, asset_hour, asset_day, asset_month, trader_bitmap_day, trader_bitmap_month, chain_trader_bitmap_day,
  chain_trader_bitmap_month, trader_day, supply_day, balance_hour, balance_month, holder_day,
  pool_depth_hour,
  coverage, chain_status, audit_result, balance_break, export_file
TO tokentape_reader, tokentape_exporter;

GRANT INSERT, UPDATE ON export_file TO tokentape_exporter;
