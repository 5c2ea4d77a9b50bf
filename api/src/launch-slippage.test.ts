import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApi, type TestApi } from './testing/test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  // A fee that nobody told: the curve still says what it causes. And a pool that the facts do not say the curve of.
  await api.database.owner.query(`
    UPDATE pool_depth_hour SET buy_slippage = array_fill(NULL::numeric, ARRAY[5]) WHERE pool_key = 1;
    DELETE FROM pool_depth_hour WHERE pool_key = 2`);
});
afterAll(() => api.stop());

test('the launch report tells a fee that is not known, a curve that is not known and a size that no pool fills apart', async () => {
  const { body } = await api.ask(`{ launchReport(days: 3) { tickers { day asset { id } pools unknownCurves
    buySlippage1k buyImpact1k buyImpact10k sellSlippage1k sellImpact1k sellSlippage10k sellImpact10k } } }`);
  expect(body.errors).toBeUndefined();
  const of = (day: string, id: string) =>
    body.data.launchReport.tickers.find(
      (row: { day: string; asset: { id: string } }) => row.day === day && row.asset.id === id,
    );
  expect(of('2025-07-01', 'xstocks:TSLAx')).toMatchObject({
    ...{ pools: 2, unknownCurves: 1, buySlippage1k: null, buyImpact1k: '0.0025', buyImpact10k: '0.0475' },
    ...{ sellSlippage1k: '0.006', sellImpact1k: '0.0035', sellSlippage10k: '0.06', sellImpact10k: '0.0575' },
  });
  expect(of('2025-06-30', 'xstocks:TSLAx')).toMatchObject({ buySlippage1k: null, sellImpact10k: '0.1975' });
});
