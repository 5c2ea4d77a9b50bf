import type { Dex } from '../types.ts';

/**
 * Venues on EVM chains. The address is the factory, or the singleton where one contract holds every pool.
 * Curve has no single factory: its pools have to be listed one by one, so it has no deployment yet.
 */
export const evmDexes: Dex[] = [
  {
    id: 'uniswap-v2',
    name: 'Uniswap v2',
    decoder: 'uniswap-v2',
    curve: 'constant-product',
    deployments: [
      {
        chain: 'arbitrum',
        address: '0xf1D7CC64Fb4452F05c498126312eBE29f30Fbcf9',
        fromBlock: null,
        feePips: 3000,
        source: 'Uniswap/contracts@b246f14 deployments/json/42161.json',
      },
      {
        chain: 'base',
        address: '0x8909Dc15e40173Ff4699343b6eB8132c65e18eC6',
        fromBlock: null,
        feePips: 3000,
        source: 'Uniswap/contracts@b246f14 deployments/json/8453.json',
      },
      {
        chain: 'robinhood',
        address: '0x8bcEaA40B9AcdfAedF85AdF4FF01F5Ad6517937f',
        fromBlock: null,
        feePips: 3000,
        source: 'Uniswap/contracts@b246f14 deployments/json/4663.json',
      },
      {
        chain: 'ethereum',
        address: '0x5C69bEe701ef814a2B6a3EDD4B1652CB9cc5aA6f',
        fromBlock: null,
        feePips: 3000,
        source: 'Uniswap/contracts@b246f14 deployments/json/1.json',
      },
      {
        chain: 'bnb',
        address: '0x8909Dc15e40173Ff4699343b6eB8132c65e18eC6',
        fromBlock: null,
        feePips: 3000,
        source: 'Uniswap/contracts@b246f14 deployments/json/56.json',
      },
    ],
  },
  {
    id: 'uniswap-v3',
    name: 'Uniswap v3',
    decoder: 'uniswap-v3',
    curve: 'concentrated',
    deployments: [
      {
        chain: 'arbitrum',
        address: '0x1F98431c8aD98523631AE4a59f267346ea31F984',
        fromBlock: null,
        feePips: null,
        source: 'Uniswap/contracts@b246f14 deployments/json/42161.json; first block 165 not verified, so left out',
      },
      {
        chain: 'base',
        address: '0x33128a8fC17869897dcE68Ed026d694621f6FDfD',
        fromBlock: 1371680,
        feePips: null,
        source: 'Uniswap/contracts@b246f14 deployments/json/8453.json',
      },
      {
        chain: 'robinhood',
        address: '0x1f7d7550B1b028f7571E69A784071F0205FD2EfA',
        fromBlock: 8930,
        feePips: null,
        source: 'Uniswap/contracts@b246f14 deployments/json/4663.json',
      },
      {
        chain: 'ethereum',
        address: '0x1F98431c8aD98523631AE4a59f267346ea31F984',
        fromBlock: null,
        feePips: null,
        source: 'Uniswap/contracts@b246f14 deployments/json/1.json; first block 12369621 not verified, so left out',
      },
      {
        chain: 'bnb',
        address: '0xdB1d10011AD0Ff90774D0C6Bb92e5C5c8b4461F7',
        fromBlock: null,
        feePips: null,
        source: 'Uniswap/contracts@b246f14 deployments/json/56.json; first block 26324014 not verified, so left out',
      },
    ],
  },
  {
    id: 'uniswap-v4',
    name: 'Uniswap v4',
    decoder: 'uniswap-v4',
    curve: 'concentrated',
    deployments: [
      {
        chain: 'arbitrum',
        address: '0x360E68faCcca8cA495c1B759Fd9EEe466db9FB32',
        fromBlock: 297842872,
        feePips: null,
        source:
          'Uniswap/contracts@b246f14 deployments/json/42161.json; DefiLlama/DefiLlama-Adapters@1eb4e81 projects/uniswap-v4/index.js (fromBlock)',
      },
      {
        chain: 'base',
        address: '0x498581fF718922c3f8e6A244956aF099B2652b2b',
        fromBlock: 25350988,
        feePips: null,
        source:
          'Uniswap/contracts@b246f14 deployments/json/8453.json; DefiLlama/DefiLlama-Adapters@1eb4e81 projects/uniswap-v4/index.js (fromBlock)',
      },
      {
        chain: 'robinhood',
        address: '0x8366a39CC670B4001A1121B8F6A443A643e40951',
        fromBlock: 9070,
        feePips: null,
        source:
          'Uniswap/contracts@b246f14 deployments/json/4663.json; DefiLlama/DefiLlama-Adapters@1eb4e81 projects/uniswap-v4/index.js (fromBlock)',
      },
      {
        chain: 'ethereum',
        address: '0x000000000004444c5dc75cB358380D2e3dE08A90',
        fromBlock: 21688329,
        feePips: null,
        source:
          'Uniswap/contracts@b246f14 deployments/json/1.json; DefiLlama/DefiLlama-Adapters@1eb4e81 projects/uniswap-v4/index.js (fromBlock)',
      },
      {
        chain: 'bnb',
        address: '0x28e2Ea090877bF75740558f6BFB36A5ffeE9e9dF',
        fromBlock: 45970610,
        feePips: null,
        source:
          'Uniswap/contracts@b246f14 deployments/json/56.json; DefiLlama/DefiLlama-Adapters@1eb4e81 projects/uniswap-v4/index.js (fromBlock)',
      },
    ],
  },
  {
    id: 'aerodrome-v1',
    name: 'Aerodrome v1',
    decoder: 'solidly-v2',
    curve: 'unknown',
    deployments: [
      {
        chain: 'base',
        address: '0x420DD381b31aEf6683db6B902084cB0FFECe40Da',
        fromBlock: null,
        feePips: null,
        source:
          'aerodrome-finance/contracts@a5fae2e README.md + contracts/interfaces/IPool.sol; velodrome-finance/indexer@8fcf9a8 config.yaml',
      },
    ],
  },
  {
    id: 'aerodrome-slipstream',
    name: 'Aerodrome Slipstream',
    decoder: 'slipstream',
    curve: 'concentrated',
    deployments: [
      {
        chain: 'base',
        address: '0x9592CD9B267748cbfBDe90Ac9F7DF3c437A6d51B',
        fromBlock: 13592962,
        feePips: null,
        source:
          'DefiLlama/dimension-adapters@e7346b0 dexs/aerodrome-slipstream/index.ts; velodrome-finance/indexer@8fcf9a8 config.yaml; early (22 pools, deprecated)',
      },
      {
        chain: 'base',
        address: '0x5e7BB104d84c7CB9B682AaC2F3d509f5F406809A',
        fromBlock: 13843704,
        feePips: null,
        source:
          'DefiLlama/dimension-adapters@e7346b0 dexs/aerodrome-slipstream/index.ts; velodrome-finance/indexer@8fcf9a8 config.yaml; initial',
      },
      {
        chain: 'base',
        address: '0xaDe65c38CD4849aDBA595a4323a8C7DdfE89716a',
        fromBlock: 36953918,
        feePips: null,
        source:
          'DefiLlama/dimension-adapters@e7346b0 dexs/aerodrome-slipstream/index.ts; velodrome-finance/indexer@8fcf9a8 config.yaml; gauge caps',
      },
      {
        chain: 'base',
        address: '0xf8f2eB4940CFE7d13603DDDD87f123820Fc061Ef',
        fromBlock: 44394724,
        feePips: null,
        source:
          'DefiLlama/dimension-adapters@e7346b0 dexs/aerodrome-slipstream/index.ts; velodrome-finance/indexer@8fcf9a8 config.yaml; gauges v3, hosts the Coinbase stock pools (tickSpacing 10)',
      },
    ],
  },
  {
    id: 'pancakeswap-v3',
    name: 'PancakeSwap v3',
    decoder: 'pancakeswap-v3',
    curve: 'concentrated',
    deployments: [
      {
        chain: 'arbitrum',
        address: '0x0BFbCF9fa4f9C56B0F40a671Ad40E0805A091865',
        fromBlock: 101028949,
        feePips: null,
        source:
          'DefiLlama/DefiLlama-Adapters@1eb4e81 projects/pancakeswap-v3/index.js; pancakeswap/pancake-v3-contracts@5cc479f projects/v3-core/contracts/interfaces/pool/IPancakeV3PoolEvents.sol',
      },
      {
        chain: 'base',
        address: '0x0BFbCF9fa4f9C56B0F40a671Ad40E0805A091865',
        fromBlock: 2912007,
        feePips: null,
        source:
          'DefiLlama/DefiLlama-Adapters@1eb4e81 projects/pancakeswap-v3/index.js; pancakeswap/pancake-v3-contracts@5cc479f projects/v3-core/contracts/interfaces/pool/IPancakeV3PoolEvents.sol',
      },
      {
        chain: 'ethereum',
        address: '0x0BFbCF9fa4f9C56B0F40a671Ad40E0805A091865',
        fromBlock: 16950685,
        feePips: null,
        source:
          'DefiLlama/DefiLlama-Adapters@1eb4e81 projects/pancakeswap-v3/index.js; pancakeswap/pancake-v3-contracts@5cc479f projects/v3-core/contracts/interfaces/pool/IPancakeV3PoolEvents.sol',
      },
      {
        chain: 'bnb',
        address: '0x0BFbCF9fa4f9C56B0F40a671Ad40E0805A091865',
        fromBlock: 26956207,
        feePips: null,
        source:
          'DefiLlama/DefiLlama-Adapters@1eb4e81 projects/pancakeswap-v3/index.js; pancakeswap/pancake-v3-contracts@5cc479f projects/v3-core/contracts/interfaces/pool/IPancakeV3PoolEvents.sol',
      },
      {
        chain: 'robinhood',
        address: '0x0BFbCF9fa4f9C56B0F40a671Ad40E0805A091865',
        fromBlock: null,
        feePips: null,
        source:
          'DefiLlama/DefiLlama-Adapters@1eb4e81 projects/pancakeswap-v3/index.js; pancakeswap/pancake-v3-contracts@5cc479f projects/v3-core/contracts/interfaces/pool/IPancakeV3PoolEvents.sol; first block 1 not verified, so left out',
      },
    ],
  },
  {
    id: 'pancakeswap-v2',
    name: 'PancakeSwap v2',
    decoder: 'uniswap-v2',
    curve: 'constant-product',
    deployments: [
      {
        chain: 'arbitrum',
        address: '0x02a84c1b3BBD7401a5f7fa98a384EBC70bB5749E',
        fromBlock: null,
        feePips: 2500,
        source: 'DefiLlama/dimension-adapters@e7346b0 dexs/pancakeswap-v2.ts',
      },
      {
        chain: 'base',
        address: '0x02a84c1b3BBD7401a5f7fa98a384EBC70bB5749E',
        fromBlock: null,
        feePips: 2500,
        source: 'DefiLlama/dimension-adapters@e7346b0 dexs/pancakeswap-v2.ts',
      },
      {
        chain: 'robinhood',
        address: '0x02a84c1b3BBD7401a5f7fa98a384EBC70bB5749E',
        fromBlock: null,
        feePips: 2500,
        source:
          'DefiLlama/dimension-adapters@e7346b0 dexs/pancakeswap-v2.ts; DefiLlama/DefiLlama-Adapters@1eb4e81 projects/pancake-swap/index.js',
      },
      {
        chain: 'bnb',
        address: '0xcA143Ce32Fe78f1f7019d7d551a6402fC5350c73',
        fromBlock: null,
        feePips: 2500,
        source: 'DefiLlama/dimension-adapters@e7346b0 dexs/pancakeswap-v2.ts',
      },
      {
        chain: 'ethereum',
        address: '0x1097053Fd2ea711dad45caCcc45EfF7548fCB362',
        fromBlock: null,
        feePips: 2500,
        source: 'DefiLlama/dimension-adapters@e7346b0 dexs/pancakeswap-v2.ts',
      },
    ],
  },
  {
    id: 'camelot-v2',
    name: 'Camelot v2',
    decoder: 'camelot-v2',
    curve: 'unknown',
    deployments: [
      {
        chain: 'arbitrum',
        address: '0x6EcCab422D763aC031210895C81787E87B43A652',
        fromBlock: null,
        feePips: null,
        source:
          'DefiLlama/dimension-adapters@e7346b0 factory/uniV2.ts; per-pair dynamic/directional fee + stableSwap flag',
      },
    ],
  },
  {
    id: 'camelot-v3',
    name: 'Camelot v3',
    decoder: 'algebra-v1.9',
    curve: 'concentrated',
    deployments: [
      {
        chain: 'arbitrum',
        address: '0x1a3c9B1d2F0529D97f2afC5136Cc23e58f1FD35B',
        fromBlock: 75633510,
        feePips: null,
        source:
          'DefiLlama/DefiLlama-Adapters@1eb4e81 projects/camelot-v2/index.js; DefiLlama/dimension-adapters@e7346b0 dexs/camelot-v3/index.ts; events cryptoalgebra/Algebra branch direction-based-fee',
      },
      {
        chain: 'arbitrum',
        address: '0xd490F2F6990C0291597fd1247651b4E0dCF684Dd',
        fromBlock: 75633510,
        feePips: null,
        source:
          'DefiLlama/DefiLlama-Adapters@1eb4e81 projects/camelot-v2/index.js; DefiLlama/dimension-adapters@e7346b0 dexs/camelot-v3/index.ts; events cryptoalgebra/Algebra branch direction-based-fee',
      },
    ],
  },
  {
    id: 'sushi-v2',
    name: 'SushiSwap v2',
    decoder: 'uniswap-v2',
    curve: 'constant-product',
    deployments: [
      {
        chain: 'arbitrum',
        address: '0xc35DADB65012eC5796536bD9864eD8773aBc74C4',
        fromBlock: null,
        feePips: 3000,
        source: 'DefiLlama/dimension-adapters@e7346b0 dexs/sushiswap-classic.ts',
      },
      {
        chain: 'base',
        address: '0x71524B4f93c58fcbF659783284E38825f0622859',
        fromBlock: null,
        feePips: 3000,
        source: 'DefiLlama/dimension-adapters@e7346b0 dexs/sushiswap-classic.ts',
      },
      {
        chain: 'ethereum',
        address: '0xC0AEe478e3658e2610c5F7A4A2E1777cE9e4f2Ac',
        fromBlock: null,
        feePips: 3000,
        source: 'DefiLlama/dimension-adapters@e7346b0 dexs/sushiswap-classic.ts',
      },
      {
        chain: 'bnb',
        address: '0xc35DADB65012eC5796536bD9864eD8773aBc74C4',
        fromBlock: null,
        feePips: 3000,
        source: 'DefiLlama/dimension-adapters@e7346b0 dexs/sushiswap-classic.ts',
      },
    ],
  },
  {
    id: 'sushi-v3',
    name: 'SushiSwap v3',
    decoder: 'uniswap-v3',
    curve: 'concentrated',
    deployments: [
      {
        chain: 'arbitrum',
        address: '0x1af415a1EbA07a4986a52B6f2e7dE7003D82231e',
        fromBlock: null,
        feePips: null,
        source: 'DefiLlama/DefiLlama-Adapters@1eb4e81 projects/sushiswap-v3/index.js',
      },
      {
        chain: 'base',
        address: '0xc35DADB65012eC5796536bD9864eD8773aBc74C4',
        fromBlock: null,
        feePips: null,
        source: 'DefiLlama/DefiLlama-Adapters@1eb4e81 projects/sushiswap-v3/index.js',
      },
      {
        chain: 'robinhood',
        address: '0xE51960f1B45f1C9FB6D166E6a884F866fC70433B',
        fromBlock: null,
        feePips: null,
        source: 'DefiLlama/DefiLlama-Adapters@1eb4e81 projects/sushiswap-v3/index.js',
      },
      {
        chain: 'ethereum',
        address: '0xbACEB8eC6b9355Dfc0269C18bac9d6E2Bdc29C4F',
        fromBlock: null,
        feePips: null,
        source: 'DefiLlama/DefiLlama-Adapters@1eb4e81 projects/sushiswap-v3/index.js',
      },
      {
        chain: 'bnb',
        address: '0x126555dd55a39328F69400d6aE4F782Bd4C34ABb',
        fromBlock: null,
        feePips: null,
        source: 'DefiLlama/DefiLlama-Adapters@1eb4e81 projects/sushiswap-v3/index.js',
      },
    ],
  },
  {
    id: 'balancer-v2',
    name: 'Balancer v2',
    decoder: 'balancer-v2',
    curve: 'unknown',
    deployments: [
      {
        chain: 'arbitrum',
        address: '0xBA12222222228d8Ba445958a75a0704d566BF2C8',
        fromBlock: null,
        feePips: null,
        source:
          'DefiLlama/dimension-adapters@e7346b0 helpers/balancer.ts + dexs/balancer-v2.ts (lists ARBITRUM and BASE; that the canonical vault address is the one used there is memory, low risk)',
      },
      {
        chain: 'base',
        address: '0xBA12222222228d8Ba445958a75a0704d566BF2C8',
        fromBlock: null,
        feePips: null,
        source:
          'DefiLlama/dimension-adapters@e7346b0 helpers/balancer.ts + dexs/balancer-v2.ts (lists ARBITRUM and BASE; that the canonical vault address is the one used there is memory, low risk)',
      },
    ],
  },
  {
    id: 'balancer-v3',
    name: 'Balancer v3',
    decoder: 'balancer-v3',
    curve: 'unknown',
    deployments: [
      {
        chain: 'arbitrum',
        address: '0xbA1333333333a1BA1108E8412f11850A5C319bA9',
        fromBlock: null,
        feePips: null,
        source:
          'DefiLlama/dimension-adapters@e7346b0 dexs/balancer-v3/index.ts (vault); Swap signature as quoted in Balancer V3 docs Events page (code corpus excerpt)',
      },
      {
        chain: 'base',
        address: '0xbA1333333333a1BA1108E8412f11850A5C319bA9',
        fromBlock: null,
        feePips: null,
        source:
          'DefiLlama/dimension-adapters@e7346b0 dexs/balancer-v3/index.ts (vault); Swap signature as quoted in Balancer V3 docs Events page (code corpus excerpt)',
      },
    ],
  },
  {
    id: 'curve',
    name: 'Curve',
    decoder: 'curve',
    curve: 'unknown',
    deployments: [
      {
        chain: 'arbitrum',
        address: '0x98EE851a00abeE0d95D08cF4CA2BdCE32aeaAF7F',
        fromBlock: null,
        feePips: null,
        source:
          'twocrypto-ng factory, one address on Ethereum and Arbitrum: Curve documentation and public code that uses it',
      },
      {
        chain: 'base',
        address: '0xc9Fe0C63Af9A39402e8a5514f9c43Af0322b665F',
        fromBlock: null,
        feePips: null,
        source: 'twocrypto-ng factory on Base: Curve deployment scripts',
      },
    ],
  },
];
