import type { EvmLog } from '../../chains/evm-chain.ts';
import { transferLog, transferSharesLog, ZERO_ADDRESS } from '../../encode/evm/erc20.ts';
import { ONE } from '../../encode/evm/multipliers.ts';
import type { MarketToken } from '../token.ts';

/** What the tokens of a chain state when they move. */
export class TokenMoves {
  readonly #multipliers = new Map<MarketToken, bigint>();

  /** What a unit of the token stands for from here on, in 1e-18: shares of a rebasing token, tokens inside a wrapper. */
  setMultiplier(token: MarketToken, multiplier: bigint): void {
    this.#multipliers.set(token, multiplier);
  }

  /** The multiplier in force; one until another is set. */
  multiplierOf(token: MarketToken): bigint {
    return this.#multipliers.get(token) ?? ONE;
  }

  /** The logs of a move; none for the native coin, which has no contract. */
  logs(token: MarketToken, from: string, to: string, value: bigint): EvmLog[] {
    if (token.address === ZERO_ADDRESS) return [];
    const transfer = transferLog(token.address, from, to, value);
    if (!token.statesShares) return [transfer];
    const shares = (value * ONE) / this.multiplierOf(token);
    return [transfer, transferSharesLog(token.address, from, to, shares)];
  }
}
