import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertRows } from './testing/insert-rows.ts';
import { POOL } from './testing/market.ts';
import { startTestApi, type TestApi } from './testing/test-api.ts';

/** The share of TSLA by the feed of another issuer's token on Arbitrum, which stands for two shares. */
const FEED_TOKEN = 90;
let api: TestApi;
let index = 0;

const answer = (at: string, priceUsd: string) => {
  index += 1;
  return [2, 10_000 + index, 0, index, at, FEED_TOKEN, 5, priceUsd, at, 'regular'];
};
const hour = (at: string, mid: string | null) => [1, at, '1', mid, [], [], [], [], [], [], 'live'];

beforeAll(async () => {
  api = await startTestApi();
  const db = api.database.owner;
  await insertRows(db, 'asset', 'id, key, issuer_id, symbol, underlying, name', [
    ['backed:TSLAo', 90, 'backed', 'TSLAo', 'TSLA', 'Another TSLA'],
  ]);
  const token = 'id, key, chain_key, address, asset_key, role, symbol, decimals, unit_rule, state';
  const own = Buffer.alloc(20, 90);
  await insertRows(db, 'token', token, [
    [`arbitrum:0x${own.toString('hex')}`, FEED_TOKEN, 2, own, 90, 'stock', 'TSLAo', 18, 'raw-stable', 'registered'],
  ]);
  await insertRows(
    db,
    'multiplier',
    'chain_key, block, tx_index, multiplier_index, block_time, token_key, value, effective_time',
    [[2, 1, 0, 0, '2025-06-01T00:00:00Z', FEED_TOKEN, '2', '2025-06-01T00:00:00Z']],
  );
  const feed =
    'chain_key, block, tx_index, feed_index, block_time, token_key, feed_key, price_usd, updated_time, session';
  await insertRows(db, 'feed_price', feed, [
    // Two shares a token: 450 and 440 dollars a share on Friday, 460 on Monday.
    answer('2025-06-27T19:55:00Z', '900'),
    answer('2025-06-27T20:30:00Z', '2'),
    answer('2025-06-30T13:30:00Z', '920'),
    answer('2025-07-01T14:00:00Z', '880'),
  ]);
  // Beside the market's own hours of the pool: 450 from 12:00 on 30 June, 452 from 10:00 on 1 July.
  const traded =
    'pool_key, hour, fills, trades, unpriced_fills, volume_usd, sold0_raw, sold1_raw, bought0_raw, bought1_raw, last_fill_time';
  const at = '2025-07-01T18:00:00Z';
  await insertRows(db, 'pool_hour', traded, [[1, at, 1, 1, 0, '5000', '0', '0', '0', '0', at]]);
  // The day may hold the market's own trades already.
  await db.query('DELETE FROM pool_day WHERE pool_key = 1 AND day = $1', [at.slice(0, 10)]);
  await insertRows(db, 'pool_day', traded.replace('hour', 'day'), [
    [1, at.slice(0, 10), 1, 1, 0, '5000', '0', '0', '0', '0', at],
  ]);
  const depth =
    'pool_key, hour, liquidity, mid_usd, ask_depth_usd, bid_depth_usd, buy_slippage, sell_slippage, buy_impact, sell_impact, state';
  await insertRows(db, 'pool_depth_hour', depth, [
    hour('2025-06-28T08:00:00Z', '449'),
    hour('2025-06-30T09:00:00Z', '455'),
    hour('2025-07-01T15:00:00Z', null),
    hour('2025-07-01T16:00:00Z', '451'),
  ]);
});
afterAll(() => api.stop());

const ask = async (fields: string, from: string, to: string) => {
  const query = `query ($from: Day, $to: Day) { ticker(id: "xstocks:TSLAx", from: $from, to: $to) { ${fields} } }`;
  const { body } = await api.ask(query, { from, to });
  expect(body.errors, JSON.stringify(api.log.at(-1))).toBeUndefined();
  return body.data.ticker;
};

const HOURS = `againstReference { pool { id } premiumHours meanPremium meanAbsolutePremium driftHours meanDrift
  hours { time session priceUsd referenceUsd referenceAgeSeconds premium drift unknownReason } latest { time } }`;

test('hours of the open market have a premium, the others a drift, and both are means of their hours', async () => {
  const { againstReference: found } = await ask(HOURS, '2025-07-01', '2025-07-01');
  expect(found.pool.id).toBe(POOL.tslaxUsdc);
  expect(found.hours).toHaveLength(24);
  const at = (hourOfDay: number) => found.hours[hourOfDay];
  // Before the opening the last print is Monday's 460, however old: 452 ÷ 460 − 1.
  expect(at(12)).toMatchObject({ session: 'PRE', premium: null, drift: '-0.017391304347826087', unknownReason: null });
  // 440 a share from 14:00 on: 452 ÷ 440 − 1, an hour's end less a second after the answer.
  expect(at(14)).toEqual({
    time: '2025-07-01T14:59:59Z',
    session: 'REGULAR',
    priceUsd: '452',
    referenceUsd: '440',
    referenceAgeSeconds: 3_599,
    premium: '0.027272727272727273',
    drift: null,
    unknownReason: null,
  });
  expect(at(15)).toMatchObject({ priceUsd: null, premium: null, drift: null, unknownReason: 'no-price' });
  expect(at(16)).toMatchObject({ premium: '0.025', drift: null });
  expect(at(20)).toMatchObject({ session: 'POST', premium: null, drift: '0.025' });
  // Monday's print is more than a day old at 13:59:59. 14 o'clock has 12 ÷ 440, 16 to 19 o'clock 11 ÷ 440 each.
  expect(at(13)).toMatchObject({ premium: null, unknownReason: 'stale-reference' });
  expect(found).toMatchObject({ premiumHours: 5, meanPremium: '0.025454545454545455', driftHours: 17 });
  expect(found.meanAbsolutePremium).toBe(found.meanPremium);
});

test('a reference past its heartbeat is no basis of a premium', async () => {
  const { againstReference: found } = await ask(HOURS, '2025-07-02', '2025-07-02');
  // Nothing traded at a price: the deepest pool is held against it, 450 on Arbitrum. The answer of 14:00 holds for a day.
  expect(found.pool.id).toBe(POOL.arbitrum);
  expect(found.hours[13]).toMatchObject({ session: 'REGULAR', premium: '0.022727272727272727' });
  expect(found.hours[14]).toMatchObject({ premium: null, drift: null, unknownReason: 'stale-reference' });
  expect(found.latest).toEqual({ time: '2025-07-02T23:59:59Z' });
});

test('the weekend says what the chain foretold of the opening', async () => {
  const fields = `weekends { weekends { closeDay openDay closeUsd onChainUsd openUsd said gap error }
    score { weekends sameDirection meanError meanGap } }`;
  const { weekends: found } = await ask(fields, '2025-06-28', '2025-07-02');
  // 450 at the close, what came after it is no print of the session; 450 in the pool at 13:00 on Monday; 460 at the
  // opening, ln(460 ÷ 450).
  expect(found.weekends).toEqual([
    {
      closeDay: '2025-06-27',
      openDay: '2025-06-30',
      closeUsd: '450',
      onChainUsd: '450',
      openUsd: '460',
      said: '0',
      gap: expect.stringMatching(/^0\.0219789067\d+$/),
      error: expect.stringMatching(/^0\.0219789067\d+$/),
    },
  ]);
  expect(found.score).toMatchObject({ weekends: 1, sameDirection: 0 });
});

test('an opening that is still to come is not known, and no weekend scores', async () => {
  const { weekends: found } = await ask(
    'weekends { weekends { openDay openUsd gap } score { weekends } }',
    '2025-07-05',
    '2025-07-05',
  );
  expect(found).toEqual({ weekends: [{ openDay: '2025-07-07', openUsd: null, gap: null }], score: null });
});

test('a ticker whose share no oracle states has no reference', async () => {
  const { body } = await api.ask(
    '{ ticker(id: "xstocks:SPYx") { againstReference { premiumHours } weekends { score { weekends } } } }',
  );
  expect(body.data.ticker).toEqual({ againstReference: null, weekends: null });
});

test('many tickers cost a statement for the references and one for the prices', async () => {
  const before = api.statements.length;
  const { body } = await api.ask(
    '{ tickers(tradedOnly: false) { nodes { againstReference { premiumHours } weekends { score { weekends } } } } }',
  );
  expect(body.errors).toBeUndefined();
  const own = api.statements.slice(before);
  expect(own.filter((text) => text.includes('feed_price'))).toHaveLength(1);
  expect(own.filter((text) => text.includes('AS "midUsd"') && text.includes('UNION ALL'))).toHaveLength(1);
});
