import type { injections } from './injections.ts';

/** The faults that the servers can inject, named by their id in the fault catalogue. */
export type FaultName = keyof typeof injections;

/** One fault: what goes wrong, in which calls, and for how long. */
export interface Fault {
  name: FaultName;
  /** Methods it strikes; by default those that the fault is about. */
  methods?: string[];
  /** Matching calls that go well before it strikes; 0 by default. */
  skip?: number;
  /** Calls that it strikes; for ever by default. */
  times?: number;
  /** Seconds, milliseconds, a status or a position, as the fault's own comment says. */
  value?: number;
}
