import type { ServerResponse } from 'node:http';
import type { Fault } from './fault.ts';
import type { Injection, Outcome } from './injection.ts';
import { injections } from './injections.ts';

/** The faults of one server and how often each has struck. */
export interface FaultPlan {
  /** A fault that answers in place of the server, if one is due; the function says whether it has answered. */
  transport(methods: string[]): ((response: ServerResponse) => Promise<boolean>) | undefined;
  result(method: string, params: unknown[], result: unknown): Outcome;
  batch(answers: object[]): object[];
  body(methods: string[], text: string): string;
  /** How often each fault has struck, in the order given. */
  readonly struck: readonly number[];
}

/** Counts calls per fault, so that the same calls in the same order are struck in every run. */
export function faultPlan(faults: readonly Fault[]): FaultPlan {
  const seen = faults.map(() => 0);
  const struck = faults.map(() => 0);

  function* due<S extends Injection['stage']>(stage: S, methods: string[] | undefined) {
    for (const [position, fault] of faults.entries()) {
      const injection: Injection = injections[fault.name];
      if (injection.stage !== stage) continue;
      const strikes = fault.methods ?? injection.strikes;
      if (methods !== undefined && strikes.length > 0 && !methods.some((method) => strikes.includes(method))) continue;
      const turn = seen[position]!;
      seen[position] = turn + 1;
      const skip = fault.skip ?? 0;
      if (turn < skip || turn >= skip + (fault.times ?? Number.POSITIVE_INFINITY)) continue;
      struck[position] = struck[position]! + 1;
      yield { injection: injection as Extract<Injection, { stage: S }>, value: fault.value };
    }
  }

  return {
    struck,
    transport(methods) {
      const all = [...due('transport', methods)];
      if (all.length === 0) return undefined;
      return async (response) => {
        for (const { injection, value } of all) if (await injection.inject(response, value)) return true;
        return false;
      };
    },
    result(method, params, result) {
      let outcome: Outcome = { result };
      for (const { injection, value } of due('result', [method])) {
        if ('result' in outcome) outcome = injection.inject(outcome.result, value, params);
      }
      return outcome;
    },
    batch(answers) {
      let changed = answers;
      for (const { injection, value } of due('batch', undefined)) changed = injection.inject(changed, value);
      return changed;
    },
    body(methods, text) {
      let changed = text;
      for (const { injection, value } of due('body', methods)) changed = injection.inject(changed, value);
      return changed;
    },
  };
}
