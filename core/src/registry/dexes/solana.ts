import type { Dex } from '../types.ts';

/** Venues on Solana, one program each. Aggregators are no venues: they stand in `routers.ts`. */
export const solanaDexes: Dex[] = [
  {
    id: 'raydium-clmm',
    name: 'Raydium CLMM',
    decoder: 'raydium-clmm',
    curve: 'concentrated',
    deployments: [
      {
        chain: 'solana',
        address: 'CAMMCzo5YL8w4VFF8KVHrK22GGUsp5VTaW7grrKgrWqK',
        fromBlock: null,
        feePips: null,
        source: 'raydium-io/raydium-clmm@03b44b7 programs/amm/src (+ raydium-io/raydium-idl raydium_clmm/amm_v3.json)',
      },
    ],
  },
  {
    id: 'byreal',
    name: 'Byreal',
    decoder: 'raydium-clmm',
    curve: 'concentrated',
    deployments: [
      {
        chain: 'solana',
        address: 'REALQqNEomY6cQGZJUGwywTBD2UmDT32rZcNnfxQ5N2',
        fromBlock: null,
        feePips: null,
        source:
          'spellbook byreal_solana_stg_raw_swaps.sql (account_arguments[3] 1-based = index 2); GOOGLx/USDC pool 4k43WcUS... in benten onchain-pools-v1.json',
      },
    ],
  },
  {
    id: 'pancakeswap-clmm',
    name: 'PancakeSwap CLMM',
    decoder: 'raydium-clmm',
    curve: 'concentrated',
    deployments: [
      {
        chain: 'solana',
        address: 'HpNfyc2Saw7RKkQd8nEL4khUcuPhQ7WwY1B2qjx8jxFq',
        fromBlock: null,
        feePips: null,
        source: 'spellbook pancakeswap_v3_solana_*; rotki/test-caching cassette test_arbitrage_swap',
      },
    ],
  },
  {
    id: 'raydium-cpmm',
    name: 'Raydium CPMM',
    decoder: 'raydium-cpmm',
    curve: 'constant-product',
    deployments: [
      {
        chain: 'solana',
        address: 'CPMMoo8L3F4NbTegBCKVNunggL7H1ZpdTHKxQB5qKP1C',
        fromBlock: null,
        feePips: null,
        source:
          'raydium-io/raydium-cp-swap@609780f; raydium-idl raydium_cpmm/raydium_cp_swap.json; carbon raydium-cpmm-decoder',
      },
    ],
  },
  {
    id: 'raydium-amm-v4',
    name: 'Raydium AMM v4',
    decoder: 'raydium-amm-v4',
    curve: 'constant-product',
    deployments: [
      {
        chain: 'solana',
        address: '675kPX9MHTjS2zt1qfr1NYHuzeLXfQM9H24wFSUt1Mp8',
        fromBlock: null,
        feePips: null,
        source:
          'sevenlabs-hq/carbon@9dc3c3a decoders/raydium-amm-v4-decoder (0x09,0x0b,0x10,0x11); raydium-idl raydium_amm/idl.json instruction order',
      },
    ],
  },
  {
    id: 'orca-whirlpool',
    name: 'Orca Whirlpools',
    decoder: 'orca-whirlpool',
    curve: 'concentrated',
    deployments: [
      {
        chain: 'solana',
        address: 'whirLbMiicVdio4qvUfM5KAg6Ct8VwpYzGff3uctyCc',
        fromBlock: null,
        feePips: null,
        source:
          '0xfnzero/solana-streamer@9bd0577 idl/orca_whirlpool.json (0.3.6); orca-so/whirlpools@630c0e0; spellbook orca_whirlpool_v2_*',
      },
    ],
  },
  {
    id: 'meteora-dlmm',
    name: 'Meteora DLMM',
    decoder: 'meteora-dlmm',
    curve: 'bins',
    deployments: [
      {
        chain: 'solana',
        address: 'LBUZKhRxPF3XUpBCjp4YzTKgLccjZhTSDM9YuVaPwxo',
        fromBlock: null,
        feePips: null,
        source: 'MeteoraAg/dlmm-sdk@fb02e51 idls/dlmm.json v0.12.0; spellbook meteora_v2_solana_base_trades.sql',
      },
    ],
  },
  {
    id: 'meteora-damm-v2',
    name: 'Meteora DAMM v2',
    decoder: 'meteora-damm-v2',
    curve: 'concentrated',
    deployments: [
      {
        chain: 'solana',
        address: 'cpamdpZCGKUy5JxQXB4dcpGPiikHawvSWAd6mEn1sGG',
        fromBlock: null,
        feePips: null,
        source: 'MeteoraAg/damm-v2-sdk@1872ee3 src/idl/cp_amm.json v0.2.0; spellbook meteora_v3_solana_base_trades.sql',
      },
    ],
  },
  {
    id: 'pumpswap',
    name: 'PumpSwap',
    decoder: 'pumpswap',
    curve: 'constant-product',
    deployments: [
      {
        chain: 'solana',
        address: 'pAMMBay6oceH9fJKBRHGP5D4bD4sWpmSwMn52FMfXEA',
        fromBlock: null,
        feePips: null,
        source: '0xfnzero/solana-streamer@9bd0577 idl/pump_amm.json',
      },
    ],
  },
  {
    id: 'jupiterz',
    name: 'JupiterZ',
    decoder: 'rfq',
    curve: 'unknown',
    deployments: [
      {
        chain: 'solana',
        address: '61DFfeTKM7trxYcPQCM78bJ794ddZprZpAwAnLiwTpYH',
        fromBlock: null,
        feePips: null,
        source: 'spellbook + rotki fixture',
      },
    ],
  },
  {
    id: 'phoenix',
    name: 'Phoenix',
    decoder: 'order-book',
    curve: 'unknown',
    deployments: [
      {
        chain: 'solana',
        address: 'PhoeNiXZ8ByJGLkxNfZRnkUfjvmuYqLR89jjFHGqdXY',
        fromBlock: null,
        feePips: null,
        source:
          'carbon phoenix-v1-decoder; 0xjeffro/tx-parser solana/data/jupiterAggregatorV6_sharedAccountsRoute_1.json',
      },
    ],
  },
  {
    id: 'openbook-v2',
    name: 'OpenBook v2',
    decoder: 'order-book',
    curve: 'unknown',
    deployments: [
      {
        chain: 'solana',
        address: 'opnb2LAfJYbRMAHHvqjCwQxanZn7ReEHp1k81EohpZb',
        fromBlock: null,
        feePips: null,
        source: 'spellbook jupiter_solana_amms.sql; carbon',
      },
    ],
  },
  {
    id: 'manifest',
    name: 'Manifest',
    decoder: 'order-book',
    curve: 'unknown',
    deployments: [
      {
        chain: 'solana',
        address: 'MNFSTqtC93rEfYHB6hF82sKdZpUDFWkViLByLd1k1Ms',
        fromBlock: null,
        feePips: null,
        source: 'spellbook manifest_solana_stg_raw_swaps.sql (names inferred)',
      },
    ],
  },
  {
    id: 'invariant',
    name: 'Invariant',
    decoder: 'invariant',
    curve: 'concentrated',
    deployments: [
      {
        chain: 'solana',
        address: 'HyaB3W9q6XdA5xwpU4XnSZV94htfmbmqJXZcEbRaJutt',
        fromBlock: null,
        feePips: null,
        source:
          'invariant-labs/jupiter-invariant (PROGRAM_ID, account table); 0xjeffro/tx-parser solana/data/jupiterAggregatorV6_sharedAccountsRoute_1.json',
      },
    ],
  },
  {
    id: 'humidifi',
    name: 'HumidiFi',
    decoder: 'prop-amm',
    curve: 'unknown',
    deployments: [
      {
        chain: 'solana',
        address: '9H6tua7jkLhdm3w8BvgpTn5LZNU7g4ZynDmCiNN3q6Rp',
        fromBlock: null,
        feePips: null,
        source: 'duneanalytics/spellbook@91dac12 dbt_subprojects/solana/models/_sector/dex; first seen 2025-06-13',
      },
    ],
  },
  {
    id: 'solfi',
    name: 'SolFi',
    decoder: 'prop-amm',
    curve: 'unknown',
    deployments: [
      {
        chain: 'solana',
        address: 'SoLFiHG9TfgtdUXUjWAxi3LtvYuFyDLVhBWxdMZxyCe',
        fromBlock: null,
        feePips: null,
        source: 'duneanalytics/spellbook@91dac12 dbt_subprojects/solana/models/_sector/dex; first seen 2024-10-29',
      },
    ],
  },
  {
    id: 'solfi-v2',
    name: 'SolFi v2',
    decoder: 'prop-amm',
    curve: 'unknown',
    deployments: [
      {
        chain: 'solana',
        address: 'SV2EYYJyRz2YhfXwXnhNAevDEui5Q6yrfyo13WtupPF',
        fromBlock: null,
        feePips: null,
        source: 'duneanalytics/spellbook@91dac12 dbt_subprojects/solana/models/_sector/dex; first seen 2025-08-07',
      },
    ],
  },
  {
    id: 'zerofi',
    name: 'ZeroFi',
    decoder: 'prop-amm',
    curve: 'unknown',
    deployments: [
      {
        chain: 'solana',
        address: 'ZERor4xhbUycZ6gb9ntrhqscUcZmAbQDjEAtCf4hbZY',
        fromBlock: null,
        feePips: null,
        source: 'duneanalytics/spellbook@91dac12 dbt_subprojects/solana/models/_sector/dex; first seen 2024-12-12',
      },
    ],
  },
  {
    id: 'tessera',
    name: 'Tessera V',
    decoder: 'prop-amm',
    curve: 'unknown',
    deployments: [
      {
        chain: 'solana',
        address: 'TessVdML9pBGgG9yGks7o4HewRaXVAMuoVj4x83GLQH',
        fromBlock: null,
        feePips: null,
        source: 'duneanalytics/spellbook@91dac12 dbt_subprojects/solana/models/_sector/dex; first seen 2025-06-12',
      },
    ],
  },
  {
    id: 'goonfi',
    name: 'GoonFi',
    decoder: 'prop-amm',
    curve: 'unknown',
    deployments: [
      {
        chain: 'solana',
        address: 'goonERTdGsjnkZqWuVjs73BZ3Pb9qoCUdBUL17BnS5j',
        fromBlock: null,
        feePips: null,
        source: 'duneanalytics/spellbook@91dac12 dbt_subprojects/solana/models/_sector/dex; first seen 2025-05-26',
      },
    ],
  },
  {
    id: 'goonfi-v2',
    name: 'GoonFi v2',
    decoder: 'prop-amm',
    curve: 'unknown',
    deployments: [
      {
        chain: 'solana',
        address: 'goonuddtQRrWqqn5nFyczVKaie28f3kDkHWkHtURSLE',
        fromBlock: null,
        feePips: null,
        source: 'duneanalytics/spellbook@91dac12 dbt_subprojects/solana/models/_sector/dex; first seen 2025-12-12',
      },
    ],
  },
  {
    id: 'obric',
    name: 'Obric v2',
    decoder: 'prop-amm',
    curve: 'unknown',
    deployments: [
      {
        chain: 'solana',
        address: 'obriQD1zbpyLz95G5n7nJe6a4DPjpFwa5XYPoNm113y',
        fromBlock: null,
        feePips: null,
        source: 'duneanalytics/spellbook@91dac12 dbt_subprojects/solana/models/_sector/dex; first seen 2024-06-04',
      },
    ],
  },
  {
    id: 'bisonfi',
    name: 'BisonFi',
    decoder: 'prop-amm',
    curve: 'unknown',
    deployments: [
      {
        chain: 'solana',
        address: 'BiSoNHVpsVZW2F7rx2eQ59yQwKxzU5NvBcmKshCSUypi',
        fromBlock: null,
        feePips: null,
        source: 'duneanalytics/spellbook@91dac12 dbt_subprojects/solana/models/_sector/dex; first seen 2025-11-05',
      },
    ],
  },
  {
    id: 'alphaq',
    name: 'AlphaQ',
    decoder: 'prop-amm',
    curve: 'unknown',
    deployments: [
      {
        chain: 'solana',
        address: 'ALPHAQmeA7bjrVuccPsYPiCvsi428SNwte66Srvs4pHA',
        fromBlock: null,
        feePips: null,
        source: 'duneanalytics/spellbook@91dac12 dbt_subprojects/solana/models/_sector/dex; first seen 2025-08-29',
      },
    ],
  },
  {
    id: 'aquifer',
    name: 'Aquifer',
    decoder: 'prop-amm',
    curve: 'unknown',
    deployments: [
      {
        chain: 'solana',
        address: 'AQU1FRd7papthgdrwPTTq5JacJh8YtwEXaBfKU3bTz45',
        fromBlock: null,
        feePips: null,
        source: 'duneanalytics/spellbook@91dac12 dbt_subprojects/solana/models/_sector/dex; first seen 2025-06-26',
      },
    ],
  },
  {
    id: 'scorch',
    name: 'Scorch',
    decoder: 'prop-amm',
    curve: 'unknown',
    deployments: [
      {
        chain: 'solana',
        address: 'SCoRcH8c2dpjvcJD6FiPbCSQyQgu3PcUAWj2Xxx3mqn',
        fromBlock: null,
        feePips: null,
        source: 'duneanalytics/spellbook@91dac12 dbt_subprojects/solana/models/_sector/dex; first seen 2025-11-28',
      },
    ],
  },
];
