import { type Decimal, minus } from '../decimal.ts';
import type { Text } from '../locale.ts';
import type { DefinitionId } from './definition.ts';
import type { DefinitionSums } from './definition-sums.ts';

/** What one difference between two rules adds (positive) or removes. */
export interface BridgeStep {
  id: StepId;
  label: Text;
  volumeUsd: Decimal;
  count: number;
  traders: number;
}

export type StepId = keyof typeof labels;

const labels = {
  signers: {
    en: 'signers that are not the owner of the stock',
    'zh-Hant': '並非股票持有者的簽署者',
    'zh-Hans': '并非股票持有者的签署者',
  },
  owners: {
    en: 'owners who did not sign themselves',
    'zh-Hant': '未自行簽署的持有者',
    'zh-Hans': '未自行签署的持有者',
  },
  'per-transaction': {
    en: 'further fills of the same transaction',
    'zh-Hant': '同一鏈上交易的其餘池成交',
    'zh-Hans': '同一链上交易的其余池成交',
  },
  'flagged-days': {
    en: 'days of pools that rule W2 flags',
    'zh-Hant': '規則 W2 標記的池日',
    'zh-Hans': '规则 W2 标记的池日',
  },
  'small-pools': {
    en: 'EVM pools that hold less than 200 USD',
    'zh-Hant': '資產不足 200 美元的 EVM 資金池',
    'zh-Hans': '资产不足 200 美元的 EVM 资金池',
  },
  'second-legs': {
    en: 'stock-for-stock fills seen by both tickers',
    'zh-Hant': '股票換股票的成交由兩個代號各計',
    'zh-Hans': '股票换股票的成交由两个代码各计',
  },
  passthroughs: {
    en: 'what nets to nothing in one transaction',
    'zh-Hant': '在一筆鏈上交易中淨額為零者',
    'zh-Hans': '在一笔链上交易中净额为零者',
  },
  netting: {
    en: 'several fills of one trade, netted',
    'zh-Hant': '同一交易的多次池成交合併淨額',
    'zh-Hans': '同一交易的多次池成交合并净额',
  },
  unpriced: {
    en: 'priced fills of trades that are partly without a price',
    'zh-Hant': '部分無價格的交易中有價格的池成交',
    'zh-Hans': '部分无价格的交易中有价格的池成交',
  },
  once: {
    en: 'stock-for-stock trades counted once in the total',
    'zh-Hant': '股票換股票在總計中只計一次',
    'zh-Hans': '股票换股票在总计中只计一次',
  },
  flagged: {
    en: 'what the wash rules flag',
    'zh-Hant': '對敲規則標記的部分',
    'zh-Hans': '对敲规则标记的部分',
  },
} satisfies Record<string, Text>;

/**
 * What leads from one rule to another, both by way of the fills; steps that both share cancel out. The steps add up to the
 * difference of the two rules exactly: in USD, and in counts and traders where both rules state them.
 */
export function bridgeSteps(from: DefinitionId, to: DefinitionId, sums: DefinitionSums): BridgeStep[] {
  const [back, forth] = [stepsFromFills(from, sums), stepsFromFills(to, sums)];
  const shared = back.findIndex(({ id }, index) => forth[index]?.id !== id);
  const common = shared === -1 ? back.length : shared;
  return [...back.slice(common).map(inverse).reverse(), ...forth.slice(common)];
}

function stepsFromFills(rule: DefinitionId, sums: DefinitionSums): BridgeStep[] {
  if (rule === 'fills') return [];
  if (rule === 'dune') {
    return [step('signers', { traders: sums.signersOnly }), step('owners', { traders: -sums.ownersOnly })];
  }
  if (rule === 'transactions') {
    return [...stepsFromFills('dune', sums), step('per-transaction', { count: sums.transactions - sums.fills })];
  }
  if (rule === 'defillama') {
    return [
      step('flagged-days', { volumeUsd: minus('0', sums.flaggedDayUsd), count: -sums.flaggedDayFills }),
      step('small-pools', { volumeUsd: minus('0', sums.smallPoolUsd), count: -sums.smallPoolFills }),
    ];
  }
  if (rule === 'trades') {
    return [
      step('second-legs', { volumeUsd: sums.secondLegsUsd, count: sums.secondLegs }),
      step('passthroughs', {
        volumeUsd: minus('0', sums.passthroughUsd),
        count: -sums.passthroughLegs,
        traders: -sums.passthroughTraders,
      }),
      step('netting', { volumeUsd: minus('0', sums.nettedUsd), count: -sums.nettedLegs }),
      step('unpriced', { volumeUsd: minus('0', sums.unpricedUsd) }),
    ];
  }
  if (rule === 'tokentape') {
    return [...stepsFromFills('trades', sums), step('once', { volumeUsd: minus('0', sums.onceUsd) })];
  }
  return [...stepsFromFills('tokentape', sums), step('flagged', { volumeUsd: minus('0', sums.flaggedUsd) })];
}

function step(id: StepId, { volumeUsd = '0', count = 0, traders = 0 }: Partial<BridgeStep>): BridgeStep {
  // A count that is taken away must not come out as minus zero.
  return { id, label: labels[id], volumeUsd, count: count + 0, traders: traders + 0 };
}

function inverse({ id, label, volumeUsd, count, traders }: BridgeStep): BridgeStep {
  return { id, label, volumeUsd: minus('0', volumeUsd), count: 0 - count, traders: 0 - traders };
}
