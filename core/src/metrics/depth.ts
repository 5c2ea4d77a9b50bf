import type { Metric } from './metric.ts';

export const depth: Metric = {
  id: 'depth',
  unit: 'usd',
  label: { en: 'Depth', 'zh-Hant': '深度', 'zh-Hans': '深度' },
  method: {
    en: 'Quote value that a taker can trade before the marginal price has moved by δ, fees apart, walked over the pool’s real ticks, bins or reserves. Ask above the price, bid below it.',
    'zh-Hant':
      '在邊際價格移動 δ 之前吃單方可成交的計價金額，不含手續費，逐一走過資金池真實的 tick、價格箱或儲備計算。價格之上為賣方深度，之下為買方深度。',
    'zh-Hans':
      '在边际价格移动 δ 之前吃单方可成交的计价金额，不含手续费，逐一走过资金池真实的 tick、价格箱或储备计算。价格之上为卖方深度，之下为买方深度。',
  },
  nullRule: {
    en: 'Null when the curve is not known at that time.',
    'zh-Hant': '當時曲線未知時為空值。',
    'zh-Hans': '当时曲线未知时为空值。',
  },
};
