import type { Fact, Unrecognised } from '@tokentape/core/facts/facts.ts';

/** What a decoder makes of one transaction or block, in order of position. */
export interface Decoded {
  facts: Fact[];
  unrecognised: Unrecognised[];
}
