import { CodedError } from '../coded-error.ts';

export type CurveErrorCode =
  | 'amount-missing'
  | 'amount-both'
  | 'amount-not-positive'
  | 'limit-wrong-side'
  | 'tick-out-of-range'
  | 'tick-not-spaced'
  | 'price-out-of-range'
  | 'range-empty'
  | 'liquidity-negative'
  | 'reserve-empty'
  | 'field-missing'
  | 'field-invalid'
  | 'kind-unknown'
  | 'json-invalid'
  | 'tick-duplicate'
  | 'no-convergence';

/** What a curve refuses, by a code that callers can switch on and a sentence that says what to change. */
export class CurveError extends CodedError<CurveErrorCode> {
  override name = 'CurveError';
}
