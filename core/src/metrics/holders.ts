import type { Metric } from './metric.ts';

/**
 * Whole tokens, before any multiplier, that are dust: a tenth of a cent of a stock at a thousand dollars. Rounding of
 * swaps and of rebases leaves a few raw units behind, and strangers send specks of a stock as advertisement; no one who
 * means to hold one holds so little. Counted before the multiplier, so that no split makes or unmakes a holder.
 */
export const DUST_TOKENS = '0.000001';

export const holders: Metric = {
  id: 'holders',
  unit: 'count',
  label: { en: 'Holders', 'zh-Hant': '持有人', 'zh-Hans': '持有人' },
  method: {
    en: 'Owners with more than dust, a millionth of a token, at the end of the day, without pools, wrappers, issuer wallets and burn addresses. On Solana the owner counts, not each token account. An owner on several EVM chains counts once.',
    'zh-Hant':
      '當日結束時持有量超過微量（百萬分之一個代幣）的所有者，不含資金池、包裝合約、發行方錢包與銷毀位址。在 Solana 上按所有者計，而非按代幣帳戶計。同一所有者在多條 EVM 鏈上只計一次。',
    'zh-Hans':
      '当日结束时持有量超过微量（百万分之一个代币）的所有者，不含资金池、包装合约、发行方钱包与销毁地址。在 Solana 上按所有者计，而非按代币账户计。同一所有者在多条 EVM 链上只计一次。',
  },
  nullRule: {
    en: 'Null when the history from the first mint is not known: what was read does not begin with a mint, has a gap, or would leave an owner with less than nothing.',
    'zh-Hant': '缺少自首次鑄造起的歷史時為空值：已讀取的內容不以鑄造開始、有缺口，或會使某所有者持有量為負。',
    'zh-Hans': '缺少自首次铸造起的历史时为空值：已读取的内容不以铸造开始、有缺口，或会使某所有者持有量为负。',
  },
};
