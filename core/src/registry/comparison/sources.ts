/** An article on five years of tokenized US stocks, from mAsset to xStocks. */
export const ARTICLE = 'TechFlow, 2025-07-08, five years of tokenized US stocks, on BTCC Square';

/** What the sources of the registry's own tokens say; each token line names its source. */
export const REGISTRY = 'Sources of the tokens in this registry, snapshot of 2026-11-22';

/** The study whose rule W1 is. */
export const WASH_STUDY = 'Wash study of xStocks pools on Solana, June 2026';
