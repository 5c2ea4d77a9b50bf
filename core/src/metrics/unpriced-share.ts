import { type Decimal, ratio } from '../decimal.ts';
import type { Metric } from './metric.ts';

export const unpricedShare: Metric = {
  id: 'unpriced-share',
  unit: 'share',
  label: { en: 'Unpriced share', 'zh-Hant': '無價格佔比', 'zh-Hans': '无价格占比' },
  method: {
    en: 'Share of trades that no source could price. Their volume is missing from every dollar figure beside it.',
    'zh-Hant': '沒有任何來源可定價的交易所佔比例。旁邊的美元數字都不含這些交易的成交額。',
    'zh-Hans': '没有任何来源可定价的交易所占比例。旁边的美元数字都不含这些交易的成交额。',
  },
  nullRule: { en: 'Null without trades.', 'zh-Hant': '沒有交易時為空值。', 'zh-Hans': '没有交易时为空值。' },
};

/** Unpriced trades over all trades; null without trades. */
export const unpricedShareOf = (unpricedTrades: number, trades: number): Decimal | null =>
  ratio(unpricedTrades.toString(), trades.toString());
