/** Fee rates of a liquidity book are shares of 10^9. Source: MeteoraAg/dlmm-sdk commons/src/constants.rs. */
export const FEE_UNIT = 1_000_000_000n;
const MAX_FEE = 100_000_000n;
const ACCUMULATOR_UNIT = 10_000;
const VARIABLE_SCALE = 100_000_000_000n;

/** What the fee of a liquidity book depends on, as its account has it. */
export interface BinFee {
  baseFactor: number;
  baseFeePowerFactor: number;
  /** Zero: no variable fee, and the rest does not matter. */
  variableFeeControl: number;
  maxVolatilityAccumulator: number;
  volatilityReference: number;
  /** The bin from which the distance counts. */
  indexReference: number;
}

/** The account's own clock of volatility, by which the references move between swaps. */
export interface VolatilityClock {
  filterPeriod: number;
  decayPeriod: number;
  reductionFactor: number;
  volatilityAccumulator: number;
  /** Unix seconds of the last swap that left the active bin. */
  lastUpdate: number;
}

function variableRate(fee: BinFee, binStep: number, id: number): bigint {
  if (fee.variableFeeControl === 0) return 0n;
  const distance = Math.abs(fee.indexReference - id);
  const volatility = Math.min(fee.volatilityReference + distance * ACCUMULATOR_UNIT, fee.maxVolatilityAccumulator);
  const squared = (BigInt(volatility) * BigInt(binStep)) ** 2n;
  return (BigInt(fee.variableFeeControl) * squared + VARIABLE_SCALE - 1n) / VARIABLE_SCALE;
}

/** Fee rate in 10^-9 of the amount paid, for what is traded in a bin: base and variable, at most a tenth. */
export function binFeeRate(fee: BinFee, binStep: number, id: number): bigint {
  const base = BigInt(fee.baseFactor) * BigInt(binStep) * 10n * 10n ** BigInt(fee.baseFeePowerFactor);
  const rate = base + variableRate(fee, binStep, id);
  return rate < MAX_FEE ? rate : MAX_FEE;
}

/**
 * The fee terms as a swap at `time` (Unix seconds) finds them: after the filter period the reference bin moves to the active
 * one, and the volatility decays or is forgotten. Source: updateReference of the TypeScript dlmm-sdk (the Rust side of that SDK
 * subtracts the reduction factor instead of multiplying by it).
 */
export function binFeeAt(fee: BinFee, clock: VolatilityClock, activeId: number, time: number): BinFee {
  const elapsed = time - clock.lastUpdate;
  if (elapsed < clock.filterPeriod) return fee;
  if (elapsed >= clock.decayPeriod) return { ...fee, indexReference: activeId, volatilityReference: 0 };
  const volatilityReference = Math.floor((clock.volatilityAccumulator * clock.reductionFactor) / ACCUMULATOR_UNIT);
  return { ...fee, indexReference: activeId, volatilityReference };
}
