import { compare, type Decimal } from '../decimal.ts';
import { type Metric, NEVER_NULL } from './metric.ts';

export const poolState: Metric = {
  id: 'pool-state',
  unit: 'state',
  label: { en: 'Pool state', 'zh-Hant': '資金池狀態', 'zh-Hans': '资金池状态' },
  method: {
    en: 'Zero liquidity: nothing in the pool. Out of range: nothing within 10 % of the price. Dust: TVL under 1,000 USD. Quiet: fewer than 20 trades that day. Active: the rest. The first that holds is shown.',
    'zh-Hant':
      '零流動性：池內無任何資產。超出範圍：價格上下 10% 內無流動性。微量：TVL 低於 1,000 美元。冷清：當日交易少於 20 筆。活躍：其餘。顯示最先符合者。',
    'zh-Hans':
      '零流动性：池内无任何资产。超出范围：价格上下 10% 内无流动性。微量：TVL 低于 1,000 美元。冷清：当日交易少于 20 笔。活跃：其余。显示最先符合者。',
  },
  nullRule: NEVER_NULL,
};

export type PoolStateName = 'zero_liquidity' | 'out_of_range' | 'dust' | 'quiet' | 'active';

/** A pool with less than this is dust: below it a trade of ordinary size moves the price by percents. */
export const DUST_TVL_USD = '1000';

/** Fewer trades than this in a day is quiet: the line that the published launch statistics draw. */
export const QUIET_TRADES = 20;

/** What the state of a pool is judged by; a null rule does not apply. */
export interface PoolCondition {
  /** No reserve on either side. */
  empty: boolean | null;
  /** Depth within 10 % of the price, both sides together. */
  depthWithinTenPercentUsd: Decimal | null;
  tvlUsd: Decimal | null;
  tradesOfDay: number;
}

/** The first state that holds, from the emptiest to the liveliest. */
export function poolStateOf(pool: PoolCondition): PoolStateName {
  if (pool.empty === true) return 'zero_liquidity';
  if (pool.depthWithinTenPercentUsd !== null && compare(pool.depthWithinTenPercentUsd, '0') === 0)
    return 'out_of_range';
  if (pool.tvlUsd !== null && compare(pool.tvlUsd, DUST_TVL_USD) < 0) return 'dust';
  return pool.tradesOfDay < QUIET_TRADES ? 'quiet' : 'active';
}
