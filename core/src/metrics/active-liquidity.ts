import type { Metric } from './metric.ts';

export const activeLiquidity: Metric = {
  id: 'active-liquidity',
  unit: 'liquidity',
  label: { en: 'Active liquidity', 'zh-Hant': '有效流動性', 'zh-Hans': '有效流动性' },
  method: {
    en: 'The curve’s own L of the positions that contain the current tick, as the venue states it. It compares moments of one pool, never two pools.',
    'zh-Hant':
      '涵蓋目前 tick 的部位在曲線上的流動性值 L，依交易所所述。只能比較同一資金池的不同時刻，不能比較兩個資金池。',
    'zh-Hans':
      '覆盖当前 tick 的头寸在曲线上的流动性值 L，依交易所所述。只能比较同一资金池的不同时刻，不能比较两个资金池。',
  },
  nullRule: {
    en: 'Null on curves without it, such as bins.',
    'zh-Hant': '沒有此數值的曲線（例如價格區間箱）為空值。',
    'zh-Hans': '没有此数值的曲线（例如价格区间箱）为空值。',
  },
};
