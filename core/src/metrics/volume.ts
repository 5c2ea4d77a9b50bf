import { type Decimal, sum } from '../decimal.ts';
import { type Metric, NEVER_NULL } from './metric.ts';

export const volume: Metric = {
  id: 'volume',
  unit: 'usd',
  label: { en: 'Volume', 'zh-Hant': '成交額', 'zh-Hans': '成交额' },
  method: {
    en: 'Dollars that traders paid or received for stock tokens, one side only, at the price of the quote token in that minute. A trade of stock for stock counts once for each ticker and once in a total.',
    'zh-Hant':
      '交易者為股票代幣付出或收到的金額，只計單邊，依計價代幣該分鐘的價格換算為美元。股票代幣互換時，每個代號各計一次，總額只計一次。',
    'zh-Hans':
      '交易者为股票代币付出或收到的金额，只计单边，按计价代币该分钟的价格折算为美元。股票代币互换时，每个代码各计一次，总额只计一次。',
  },
  nullRule: NEVER_NULL,
};

/** Volume of trades: the sum of what is priced. What is not priced adds nothing here and shows in the unpriced share. */
export const volumeUsd = (amounts: Iterable<Decimal | null>): Decimal =>
  sum([...amounts].filter((amount) => amount !== null));
