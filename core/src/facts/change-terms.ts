/** How a deposit lies over the bins of a range: evenly, most in the middle, most at the ends. */
export type SpreadShape = 'spot' | 'curve' | 'bid-ask';

/** Weights by bin, ascending, or a shape; of one token alone, or of both as the active bin holds them or each on its own. */
export type SpreadRule =
  | { weights: readonly (readonly [id: number, weight: number])[]; token: 0 | 1 | null }
  | { shape: SpreadShape; way: 'token0' | 'token1' | 'balanced' | 'imbalanced' | 'imbalanced-token0' }
  | { lines: readonly SpreadLine[] };

/** Amounts that grow with the distance from the active bin, in token 1 on both sides; a bin above takes them at its price. */
export interface SpreadLine {
  lower: number;
  upper: number;
  /** At the active bin, of token 0 and token 1. */
  base: readonly [bigint, bigint];
  /** More with every bin away from it. */
  slope: readonly [bigint, bigint];
  /** Which token the active bin takes. */
  activeToken: 0 | 1;
}

/** A deposit whose bins follow from a rule and from what the book was when it came. */
export interface BinSpread {
  /** The active bin, as the deposit's event states it. */
  active: number;
  /** The most that the call gives of each token. */
  offered: readonly [bigint, bigint];
  rule: SpreadRule;
}

/** What a deposit paid that changed the mix of the active bin, of both tokens. */
export interface Composition {
  /** What stays in the bin for those whose it was before. */
  kept: readonly [bigint, bigint];
  /** What left the bins for the protocol. */
  taken: readonly [bigint, bigint];
}

/** What a change of a liquidity book says besides its range and its two sums; what is absent was not said. */
export interface ChangeTerms {
  spread?: BinSpread;
  /** Of a withdrawal, the parts of a position's shares that left the bins from and to, in basis points. */
  parts?: readonly (readonly [lower: number, upper: number, bps: number])[];
  composition?: Composition;
}

type Two = [string, string];
type Texts<T> = T extends bigint ? string : T extends object ? { [K in keyof T]: Texts<T[K]> } : T;

const two = ([of0, of1]: readonly [string, string] | Two): readonly [bigint, bigint] => [BigInt(of0), BigInt(of1)];

function ruleOf(rule: Texts<SpreadRule>): SpreadRule {
  if (!('lines' in rule)) return rule;
  return { lines: rule.lines.map((line) => ({ ...line, base: two(line.base), slope: two(line.slope) })) };
}

/** The terms of what `termsText` made, parsed as JSON; undefined for null. */
export function changeTermsOf(parsed: unknown): ChangeTerms | undefined {
  if (parsed === null || parsed === undefined) return undefined;
  const { spread, parts, composition } = parsed as Texts<ChangeTerms>;
  return {
    ...(spread && { spread: { active: spread.active, offered: two(spread.offered), rule: ruleOf(spread.rule) } }),
    ...(parts && { parts }),
    ...(composition && { composition: { kept: two(composition.kept), taken: two(composition.taken) } }),
  };
}
