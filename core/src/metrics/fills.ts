import { type Metric, NEVER_NULL } from './metric.ts';

export const fills: Metric = {
  id: 'fills',
  unit: 'count',
  label: { en: 'Fills', 'zh-Hant': '池成交次數', 'zh-Hans': '池成交次数' },
  method: {
    en: 'Crossings of single pools: one for each swap event or instruction of a tracked pool. One trade that is routed through three pools has three fills; failed transactions never count.',
    'zh-Hant':
      '穿過單一資金池的次數：受追蹤資金池的每個兌換事件或指令計一次。一筆交易經三個資金池路由，就有三次池成交；失敗的鏈上交易不計。',
    'zh-Hans':
      '穿过单一资金池的次数：受跟踪资金池的每个兑换事件或指令计一次。一笔交易经三个资金池路由，就有三次池成交；失败的链上交易不计。',
  },
  nullRule: NEVER_NULL,
};
