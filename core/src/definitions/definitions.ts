import type { Definition, DefinitionId } from './definition.ts';

const SPELLBOOK =
  'https://github.com/duneanalytics/spellbook/blob/main/dbt_subprojects/solana/models/_sector/dex/dex_solana_trades.sql';
const DIMENSION_ADAPTERS = 'https://github.com/DefiLlama/dimension-adapters/blob/master/helpers';

/** Every rule that the same day can be shown under, in the order of a reader's table. */
export const definitions: readonly Definition[] = [
  {
    id: 'tokentape',
    label: { en: 'Tokentape', 'zh-Hant': 'Tokentape', 'zh-Hans': 'Tokentape' },
    method: {
      en: 'Trades: what one wallet did with one stock token in one transaction, net, one side only; what nets to nothing and what has no price is counted apart. In a total a trade of stock for stock counts once. Traders are the wallets whose stock balance changed.',
      'zh-Hant':
        '以交易計：一個錢包在一筆鏈上交易中對一種股票代幣的淨買賣，只計單邊；淨額為零與沒有價格者另計。總計中，股票換股票只計一次。交易者為股票餘額有變動的錢包。',
      'zh-Hans':
        '以交易计：一个钱包在一笔链上交易中对一种股票代币的净买卖，只计单边；净额为零与没有价格者另计。总计中，股票换股票只计一次。交易者为股票余额有变动的钱包。',
    },
    source: null,
  },
  {
    id: 'tokentape-adjusted',
    label: { en: 'Tokentape, adjusted', 'zh-Hant': 'Tokentape（調整後）', 'zh-Hans': 'Tokentape（调整后）' },
    method: {
      en: 'The same volume without what the wash rules flag over the whole window. Flags follow a pattern and are no verdict; they say nothing of single traders’ number.',
      'zh-Hant': '同上，但扣除對敲規則在整段期間內所標記的部分。標記代表型態而非判決，也不涉及交易者人數。',
      'zh-Hans': '同上，但扣除对敲规则在整段期间内所标记的部分。标记代表型态而非判决，也不涉及交易者人数。',
    },
    source: null,
  },
  {
    id: 'trades',
    label: { en: 'Trades', 'zh-Hant': '交易', 'zh-Hans': '交易' },
    method: {
      en: 'Trades as Tokentape nets them, but summed ticker by ticker: a trade of stock for stock counts for both of its tickers.',
      'zh-Hant': '依 Tokentape 方式淨額計算，但逐代號加總：股票換股票的交易在兩個代號各計一次。',
      'zh-Hans': '依 Tokentape 方式净额计算，但逐代码加总：股票换股票的交易在两个代码各计一次。',
    },
    source: null,
  },
  {
    id: 'fills',
    label: { en: 'Fills', 'zh-Hant': '池成交', 'zh-Hans': '池成交' },
    method: {
      en: 'Every crossing of a tracked pool counts with its full value, also when one wallet crosses several pools or comes back within one transaction. Traders are the wallets that received the fills.',
      'zh-Hant':
        '每次穿過受追蹤資金池均以全額計入，同一錢包在一筆鏈上交易中穿過多個池或折返亦然。交易者為取得成交的錢包。',
      'zh-Hans':
        '每次穿过受跟踪资金池均以全额计入，同一钱包在一笔链上交易中穿过多个池或折返亦然。交易者为取得成交的钱包。',
    },
    source: null,
  },
  {
    id: 'transactions',
    label: { en: 'Distinct transactions', 'zh-Hant': '不重複鏈上交易', 'zh-Hans': '不重复链上交易' },
    method: {
      en: 'The value of all fills, counted once for every successful transaction that holds one. Traders are the signers.',
      'zh-Hant': '所有池成交的金額，筆數以含有成交的成功鏈上交易計，每筆一次。交易者為簽署者。',
      'zh-Hans': '所有池成交的金额，笔数以含有成交的成功链上交易计，每笔一次。交易者为签署者。',
    },
    source: null,
  },
  {
    id: 'dune',
    label: { en: 'Dune', 'zh-Hant': 'Dune', 'zh-Hans': 'Dune' },
    method: {
      en: 'As Dune’s dex_solana.trades: one row for every swap of a pool, so that a route has several; a row without a price has no dollars; the trader is the transaction’s signer. Read with this index’s prices and pools.',
      'zh-Hant':
        '比照 Dune 的 dex_solana.trades：資金池的每次兌換為一列，一條路由即有多列；沒有價格的列沒有美元金額；交易者為鏈上交易的簽署者。價格與資金池採本索引。',
      'zh-Hans':
        '比照 Dune 的 dex_solana.trades：资金池的每次兑换为一行，一条路由即有多行；没有价格的行没有美元金额；交易者为链上交易的签署者。价格与资金池采用本索引。',
    },
    source: SPELLBOOK,
  },
  {
    id: 'defillama',
    label: { en: 'DefiLlama', 'zh-Hant': 'DefiLlama', 'zh-Hans': 'DefiLlama' },
    method: {
      en: 'As DefiLlama’s dimension adapters: every swap, one side; on EVM chains only of pools that hold 200 USD or more; a pool’s day with too many trades or too much money for its wallets (rule W2) is left out. It states no traders. Read with this index’s prices and pools.',
      'zh-Hant':
        '比照 DefiLlama 的 dimension adapters：每次兌換計單邊；EVM 鏈只計資產達 200 美元的資金池；以錢包數而言交易過多或金額過大的池日（規則 W2）不計。不提供交易者數。價格與資金池採本索引。',
      'zh-Hans':
        '比照 DefiLlama 的 dimension adapters：每次兑换计单边；EVM 链只计资产达 200 美元的资金池；以钱包数而言交易过多或金额过大的池日（规则 W2）不计。不提供交易者数。价格与资金池采用本索引。',
    },
    source: DIMENSION_ADAPTERS,
  },
];

/** Ids that a caller may name. */
export const definitionIds: readonly DefinitionId[] = definitions.map(({ id }) => id);

/** EVM pools that hold less at the day's end are left out under DefiLlama's rule: `minUSDValue` of helpers/uniswap.ts. */
export const DEFILLAMA_LEAST_POOL_USD = '200';
