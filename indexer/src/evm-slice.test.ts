import { dexes, getChain, tokensOf } from '@tokentape/core/registry/registry.ts';
import pg from 'pg';
import type { Address } from 'viem';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { indexChain } from './index-chain.ts';
import { migrate } from './store/migrate.ts';
import { seedRegistry } from './store/seed-registry.ts';
import { type Anvil, startAnvil } from './testing/anvil.ts';
import { placeToken, placeV3Factory } from './testing/evm-place.ts';
import { deployV3, ticksOf, type V3 } from './testing/evm-v3.ts';
import { fund, type Market, playMarket } from './testing/evm-v3-market.ts';
import { EvmWallet } from './testing/evm-wallet.ts';
import { startTestPostgres, type TestPostgres } from './testing/postgres.ts';

/** The registry's own tokens and factory, brought to life at their addresses on a local node of that chain. */
const CASES = [
  { chain: 'arbitrum', symbol: 'TSLAx', decimals: 18, venue: 'uniswap-v3', fee: 500 },
  { chain: 'base', symbol: 'TSLAc', decimals: 8, venue: 'uniswap-v3', fee: 3000 },
  { chain: 'robinhood', symbol: 'TSLA', decimals: 18, venue: 'uniswap-v3', fee: 500 },
  { chain: 'ethereum', symbol: 'TSLAon', decimals: 18, venue: 'sushi-v3', fee: 3000 },
  { chain: 'bnb', symbol: 'TSLAB', decimals: 18, venue: 'sushi-v3', fee: 500 },
];

describe.each(CASES)(
  '$symbol on a local node of $chain, indexed into PostgreSQL',
  ({ chain: id, symbol, decimals, venue, fee }) => {
    const chain = getChain(id);
    const quote = chain.quotes[0]!;
    let anvil: Anvil;
    let postgres: TestPostgres;
    let client: pg.Client;
    let wallet: EvmWallet;
    let v3: V3;
    let market: Market;
    let taker: Address;

    beforeAll(async () => {
      [anvil, postgres] = await Promise.all([startAnvil({ chainId: chain.chainId! }), startTestPostgres()]);
      wallet = await EvmWallet.connect(anvil.rpcUrl);
      taker = wallet.accounts[2]!;
      const factory = dexes.find((dex) => dex.id === venue)!.deployments.find((own) => own.chain === id)!;
      v3 = await deployV3(wallet, await placeV3Factory(wallet, factory.address));
      const usdcDecimals = quote.decimals;
      const usdc = await placeToken(wallet, quote.address, usdcDecimals);
      const stage = { wallet, v3, usdc, usdcDecimals, maker: wallet.accounts[1]!, taker };
      await fund(stage, usdc, usdcDecimals);
      const { token } = tokensOf(id).find(({ asset }) => asset.symbol === symbol)!;
      market = await playMarket(stage, await placeToken(wallet, token.address, decimals), decimals, fee);
      await wallet.mine();
      await migrate(postgres.url);
      await seedRegistry(postgres.url, { simulated: false, label: 'a test' });
      client = new pg.Client({ connectionString: postgres.url });
      await client.connect();
      await index(Number(await wallet.height()) - 2);
    });

    afterAll(async () => {
      await client?.end();
      await Promise.all([anvil?.stop(), postgres?.stop()]);
    });

    const index = (toBlock: number) =>
      indexChain({
        endpoint: { chain, rpcUrl: anvil.rpcUrl, origin: 'configured' },
        databaseUrl: postgres.url,
        fromBlock: 0,
        toBlock,
        log: () => undefined,
      });

    const rows = async (sql: string, values: unknown[] = []) => (await client.query(sql, values)).rows;
    const bytes = (address: string) => Buffer.from(address.slice(2), 'hex');

    it('price, tick and liquidity after the last fill are the contract’s', async () => {
      const [sqrtPrice, tick] = await wallet.read<[bigint, number]>(market.pool, 'slot0');
      const [last] = await rows(
        'SELECT sqrt_price_after, tick_after FROM fill ORDER BY block DESC, tx_index DESC, fill_index DESC LIMIT 1',
      );
      expect([BigInt(last.sqrt_price_after), last.tick_after]).toEqual([sqrtPrice, tick]);
      const [active] = await rows(
        'SELECT sum(liquidity_delta)::text AS liquidity FROM liquidity_change WHERE lower <= $1 AND upper > $1',
        [tick],
      );
      expect(BigInt(active.liquidity)).toBe(await wallet.read<bigint>(market.pool, 'liquidity'));
    });

    it('ticks summed by SQL are TickLens’s', async () => {
      const ticks = await rows(
        `SELECT index, sum(net)::text AS net, sum(gross)::text AS gross FROM (
         SELECT lower AS index, liquidity_delta AS net, liquidity_delta AS gross FROM liquidity_change
         UNION ALL SELECT upper, -liquidity_delta, liquidity_delta FROM liquidity_change) AS ends
       GROUP BY index HAVING sum(gross) > 0 ORDER BY index`,
      );
      const found = ticks.map(({ index: at, net, gross }) => ({
        index: at,
        liquidityNet: BigInt(net),
        liquidityGross: BigInt(gross),
      }));
      expect(found).toEqual((await ticksOf(wallet, v3, market.pool, market.tickSpacing)).map((tick) => ({ ...tick })));
    });

    it('balances summed by SQL are the token’s, and the supply too', async () => {
      const balances = await rows(
        `SELECT address, sum(raw)::text AS raw FROM (
         SELECT to_key AS key, raw FROM transfer UNION ALL SELECT from_key, -raw FROM transfer) AS moves
       JOIN account ON account.key = moves.key GROUP BY address`,
      );
      expect(balances.length).toBeGreaterThanOrEqual(3);
      for (const { address, raw } of balances) {
        const owner = `0x${address.toString('hex')}`;
        expect(BigInt(raw)).toBe(await wallet.read<bigint>(market.stock, 'balanceOf', [owner]));
      }
      const [supply] = await rows(
        `SELECT (sum(raw) FILTER (WHERE move = 'mint') - sum(raw) FILTER (WHERE move = 'burn'))::text AS raw FROM transfer`,
      );
      expect(BigInt(supply.raw)).toBe(await wallet.read<bigint>(market.stock, 'totalSupply'));
    });

    it('every fill is priced by its dollar side and belongs to the taker', async () => {
      const fills = await rows(
        `SELECT f.*, a.address AS trader, s.address AS sold, d.id AS dex FROM fill f
       JOIN account a ON a.key = f.trader_key JOIN token s ON s.key = f.sold_token_key
       JOIN pool p ON p.key = f.pool_key JOIN dex d ON d.key = p.dex_key ORDER BY f.block`,
      );
      expect(fills).toHaveLength(5);
      for (const fill of fills) {
        expect(fill.trader).toEqual(bytes(taker));
        const dollars = fill.sold.equals(bytes(market.stock.address)) ? fill.bought_raw : fill.sold_raw;
        expect(Number(fill.amount_usd)).toBeCloseTo(Number(dollars) / 10 ** quote.decimals, 6);
        expect(fill.price_source).toBe('stable');
        expect(fill.dex).toBe(venue);
      }
      const [day] = await rows('SELECT sum(trades)::int AS trades, sum(volume_usd)::text AS usd FROM asset_day');
      expect(day.trades).toBe(5);
      expect(Number(day.usd)).toBeCloseTo(
        fills.reduce((sum, fill) => sum + Number(fill.amount_usd), 0),
        4,
      );
    });

    it('going on writes only what is new, with the pools that the database knows', async () => {
      const before = await rows('SELECT count(*)::int AS fills FROM fill');
      await wallet.send(market.stock, 'transfer', [taker, 5n], { from: taker });
      await wallet.mine();
      await index(Number(await wallet.height()) - 2);
      expect(await rows('SELECT count(*)::int AS fills FROM fill')).toEqual(before);
      const [last] = await rows('SELECT raw::text FROM transfer ORDER BY block DESC LIMIT 1');
      expect(last.raw).toBe('5');
      const [coverage] = await rows('SELECT from_block::int, to_block::int FROM coverage');
      expect(coverage).toEqual({ from_block: 0, to_block: Number(await wallet.height()) - 2 });
    });
  },
);
