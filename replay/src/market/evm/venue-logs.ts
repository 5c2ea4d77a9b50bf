import { dexes } from '@tokentape/core/registry/registry.ts';
import type { EvmLog } from '../../chains/evm-chain.ts';
import { ZERO_ADDRESS } from '../../encode/evm/erc20.ts';
import { slipstreamCreatedLog } from '../../encode/evm/slipstream.ts';
import {
  burnLog,
  collectLog,
  initializeLog,
  mintLog,
  poolCreatedLog,
  swapLog,
  uniswapPoolAddress,
} from '../../encode/evm/uniswap-v3.ts';
import { initializeV4Log, modifyLiquidityLog, type PoolKey, poolIdOf, v4SwapLog } from '../../encode/evm/uniswap-v4.ts';
import { concentrated, type EvmVenue, type ExecutedFill, type MarketPool, tokenIn, tokenOut } from '../pool.ts';
import type { PositionRecord } from '../recorder.ts';
import { inventedEvmAddress } from './evm-addresses.ts';
import type { TokenMoves } from './token-moves.ts';

/** The contracts through which people reach a venue's pools. */
export interface Periphery {
  router: string;
  /** Keeps the positions of its users. */
  positions: string;
}

/** What tells a pool of a venue from the others: its tokens in order, its fee and its tick spacing. */
export interface PoolTerms {
  token0: string;
  token1: string;
  feePips: number;
  tickSpacing: number;
}

/** What the contracts of a venue emit, moves of tokens among it. */
export interface VenueLogs {
  periphery: Periphery;
  /** The address or id that the venue gives a pool. */
  poolOf(terms: PoolTerms): string;
  /** Who holds the reserves. */
  vaultOf(pool: MarketPool): string;
  created(pool: MarketPool): EvmLog[];
  positionChanged(change: PositionRecord, moves: TokenMoves): EvmLog[];
  swapped(fill: ExecutedFill, payer: string, recipient: string, moves: TokenMoves): EvmLog[];
}

/** A venue on a chain, of several factories the newest that is older than a block. Throws when the registry has none. */
export function venueLogs(venue: EvmVenue, chain: string, before: number, periphery: Periphery): VenueLogs {
  const deployments = dexes.find(({ id }) => id === venue)?.deployments.filter((each) => each.chain === chain);
  const contract = deployments?.findLast(({ fromBlock }) => (fromBlock ?? 0) < before)?.address;
  if (contract === undefined) throw new Error(`The registry has no ${venue} on ${chain}.`);
  const address = contract.toLowerCase();
  if (venue === 'uniswap-v4') return uniswapV4(address, periphery);
  return venue === 'uniswap-v3' ? uniswapV3(address, periphery) : slipstream(address, chain, periphery);
}

const termsOf = ({ token0, token1, curve }: MarketPool): PoolTerms => {
  const { feePips, tickSpacing } = concentrated(curve);
  return { token0: token0.address, token1: token1.address, feePips, tickSpacing };
};

function uniswapV3(factory: string, periphery: Periphery): VenueLogs {
  return {
    ...poolContracts(periphery),
    poolOf: ({ token0, token1, feePips }) => uniswapPoolAddress(factory, token0, token1, feePips),
    created: (pool) => [poolCreatedLog(factory, { address: pool.address, ...termsOf(pool) }), initialized(pool)],
  };
}

/** Its pools are clones whose addresses depend on a contract of its own: the sample makes up theirs. */
function slipstream(factory: string, chain: string, periphery: Periphery): VenueLogs {
  return {
    ...poolContracts(periphery),
    poolOf: ({ token0, token1, tickSpacing }) =>
      inventedEvmAddress(`${chain} slipstream ${token0} ${token1} ${tickSpacing}`),
    created: (pool) => [slipstreamCreatedLog(factory, { address: pool.address, ...termsOf(pool) }), initialized(pool)],
  };
}

function initialized({ address, curve }: MarketPool): EvmLog {
  const { sqrtPrice, tick } = concentrated(curve);
  return initializeLog(address, sqrtPrice, tick);
}

/** Pools that are contracts of their own and hold their reserves: Uniswap v3 and what was made of it. */
function poolContracts(periphery: Periphery): Omit<VenueLogs, 'poolOf' | 'created'> {
  return {
    periphery,
    vaultOf: ({ address }) => address,
    positionChanged({ pool, owner, liquidityDelta, lower, upper, amount0, amount1 }, moves) {
      const { positions } = periphery;
      const opened = liquidityDelta > 0n;
      const liquidity = opened ? liquidityDelta : -liquidityDelta;
      const range = { pool: pool.address, owner: positions, lower, upper, liquidity, amount0, amount1 };
      const moved = positionMoves({ pool, owner, amount0, amount1, opened, vault: pool.address }, moves);
      return opened
        ? [...moved, mintLog(positions, range)]
        : [burnLog(range), ...moved, collectLog(owner.address, range)];
    },
    // The pool pays first and calls back for its payment, then states the swap.
    swapped(fill, payer, recipient, moves) {
      const { pool, sell, amountIn, amountOut } = fill;
      const { sqrtPrice: sqrtPriceX96, liquidity, tick } = concentrated(fill.after);
      const amounts = { amount0: sell === 0 ? amountIn : -amountOut, amount1: sell === 0 ? -amountOut : amountIn };
      const swap = { pool: pool.address, sender: periphery.router, recipient, sqrtPriceX96, liquidity, tick };
      return [
        ...moves.logs(tokenOut(fill), pool.address, recipient, amountOut),
        ...moves.logs(tokenIn(fill), payer, pool.address, amountIn),
        swapLog({ ...swap, ...amounts }),
      ];
    },
  };
}

/** All pools in one contract, which settles what is owed after it has stated the swap or the change. */
function uniswapV4(manager: string, periphery: Periphery): VenueLogs {
  const keyOf = ({ token0, token1, feePips, tickSpacing }: PoolTerms): PoolKey => ({
    ...{ currency0: token0, currency1: token1, feePips, tickSpacing, hooks: ZERO_ADDRESS },
  });
  return {
    periphery,
    poolOf: (terms) => poolIdOf(keyOf(terms)),
    vaultOf: () => manager,
    created(pool) {
      const { sqrtPrice, tick } = concentrated(pool.curve);
      return [initializeV4Log(manager, keyOf(termsOf(pool)), sqrtPrice, tick)];
    },
    positionChanged({ pool, owner, position, liquidityDelta, lower, upper, amount0, amount1 }, moves) {
      const change = { pool: pool.address, sender: periphery.positions, lower, upper, liquidityDelta, position };
      const opened = liquidityDelta > 0n;
      const moved = positionMoves({ pool, owner, amount0, amount1, opened, vault: manager }, moves);
      return [modifyLiquidityLog(manager, change), ...moved];
    },
    swapped(fill, payer, recipient, moves) {
      const { pool, sell, amountIn, amountOut } = fill;
      const { sqrtPrice: sqrtPriceX96, liquidity, tick, feePips } = concentrated(fill.after);
      const amounts = { amount0: sell === 0 ? -amountIn : amountOut, amount1: sell === 0 ? amountOut : -amountIn };
      const swap = { pool: pool.address, sender: periphery.router, sqrtPriceX96, liquidity, tick, feePips };
      return [
        v4SwapLog(manager, { ...swap, ...amounts }),
        ...moves.logs(tokenIn(fill), payer, manager, amountIn),
        ...moves.logs(tokenOut(fill), manager, recipient, amountOut),
      ];
    },
  };
}

interface PositionMoves extends Pick<PositionRecord, 'pool' | 'owner' | 'amount0' | 'amount1'> {
  opened: boolean;
  vault: string;
}

function positionMoves({ pool, owner, amount0, amount1, opened, vault }: PositionMoves, moves: TokenMoves): EvmLog[] {
  const [from, to] = opened ? [owner.address, vault] : [vault, owner.address];
  return [
    ...(amount0 > 0n ? moves.logs(pool.token0, from, to, amount0) : []),
    ...(amount1 > 0n ? moves.logs(pool.token1, from, to, amount1) : []),
  ];
}
