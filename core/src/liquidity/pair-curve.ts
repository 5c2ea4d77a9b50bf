import type { ConstantProductPool } from '../curves/constant-product.ts';
import type { DirectedFee } from '../curves/fee-for.ts';
import type { StablePool } from '../curves/stable.ts';
import type { Address } from '../facts/chain.ts';
import type { CurveState } from '../facts/facts.ts';

/** A token by what is known of it: more than its address where its decimals matter. */
export type PairToken = Address | { decimals: number | null };

export interface PairTerms {
  dex: string;
  token0?: PairToken;
  token1?: PairToken;
}

/** Venues that take their fee by another rule than Uniswap's one division. */
const FEE_RULES: Record<string, Pick<ConstantProductPool, 'feeRule'>> = {
  'raydium-cpmm': { feeRule: 'ceiling' },
  'aerodrome-v1': { feeRule: 'floor' },
};

/** Venues that solve a stable curve by other steps than Aerodrome. */
const SOLVERS: Record<string, Pick<StablePool, 'solver'>> = { 'camelot-v2': { solver: 'within-one' } };

const decimalsOf = (token: PairToken | undefined): number | null => (typeof token === 'object' ? token.decimals : null);

/** The curve of a pool of two reserves; null without reserves, and for a stable one without the decimals of both tokens. */
export function pairCurve(
  shape: 'constant-product' | 'stable',
  { reserve0, reserve1 }: CurveState,
  fee: DirectedFee,
  { dex, token0, token1 }: PairTerms,
): ConstantProductPool | StablePool | null {
  if (reserve0 === null || reserve1 === null) return null;
  const pair = { reserve0, reserve1, ...fee };
  if (shape === 'constant-product') return { ...pair, ...FEE_RULES[dex] };
  const [decimals0, decimals1] = [decimalsOf(token0), decimalsOf(token1)];
  return decimals0 === null || decimals1 === null ? null : { ...pair, decimals0, decimals1, ...SOLVERS[dex] };
}
