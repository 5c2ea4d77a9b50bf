import { compare, type Decimal, minus } from '../decimal.ts';
import { type Metric, NEVER_NULL } from './metric.ts';

export const adjustedVolume: Metric = {
  id: 'adjusted-volume',
  unit: 'usd',
  label: { en: 'Adjusted volume', 'zh-Hant': '調整後成交額', 'zh-Hans': '调整后成交额' },
  method: {
    en: 'Volume without what the wash rules flag, always beside the raw volume. The flags follow a versioned set of rules and never delete a row.',
    'zh-Hant': '扣除對敲規則所標記部分的成交額，一律與原始成交額並列。標記依有版本的規則集，且不會刪除任何資料列。',
    'zh-Hans': '扣除对敲规则所标记部分的成交额，一律与原始成交额并列。标记依据有版本的规则集，且不会删除任何数据行。',
  },
  nullRule: NEVER_NULL,
};

/** Raw less flagged, in USD. Throws when more is flagged than traded: a trade was flagged twice. */
export function adjustedVolumeUsd(rawUsd: Decimal, flaggedUsd: Decimal): Decimal {
  if (compare(flaggedUsd, rawUsd) > 0) {
    throw new Error(`${flaggedUsd} USD flagged of ${rawUsd}: count a trade once however many rules flag it`);
  }
  return minus(rawUsd, flaggedUsd);
}
