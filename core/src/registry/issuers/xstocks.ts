import { defineIssuer } from '../define-issuer.ts';
import tokens from './xstocks.tokens.json' with { type: 'json' };

export const xstocks = defineIssuer(
  {
    id: 'xstocks',
    name: 'xStocks (Backed)',
    website: 'https://xstocks.com',
    status: 'live',
    note: 'On Solana raw amounts never change and a multiplier on the mint carries dividends and splits; on EVM chains balances rebase, so pools hold the ERC-4626 wrapper.',
    treasuries: [
      {
        chain: 'solana',
        address: 'S7vYFFWH6BjJyEsdrPQpqpYTqLTrPRK6KW3VwsJuRaS',
        source:
          'DefiLlama/DefiLlama-Adapters@1eb4e81 projects/xstocks/index.js subtracts its balance as pre-minted; scaled-UI authority of the TSLAx mint',
      },
    ],
  },
  tokens,
);
