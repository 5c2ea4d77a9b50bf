import { processorMs } from './processor-time.ts';

/** Milliseconds of one question asked several times. */
export interface Timing {
  /** The first time, before anything of it is in memory. */
  first: number;
  median: number;
  best: number;
  /** Processor time of one turn, on average, over all processes that take part: a busy machine does not change it much. */
  processor: number;
}

/**
 * Asks once cold and then several times, and gives the answer of the last. `ask` gets the number of its turn.
 * @param pids other processes that work on the answer
 */
export async function timed<T>(
  turns: number,
  ask: (turn: number) => Promise<T>,
  pids: () => Promise<number[]> = async () => [],
): Promise<{ timing: Timing; answer: T }> {
  const began = performance.now();
  let answer = await ask(0);
  const first = performance.now() - began;
  const others = await pids();
  const before = processorMs(others);
  const spent: number[] = [];
  for (let turn = 1; turn <= turns; turn += 1) {
    const start = performance.now();
    answer = await ask(turn);
    spent.push(performance.now() - start);
  }
  const processor = (processorMs(others) - before) / turns;
  spent.sort((a, b) => a - b);
  const [median, best] = [spent[spent.length >> 1] ?? 0, spent[0] ?? 0];
  return {
    timing: { first: round(first), median: round(median), best: round(best), processor: round(processor) },
    answer,
  };
}

export const round = (value: number): number => Math.round(value * 100) / 100;
