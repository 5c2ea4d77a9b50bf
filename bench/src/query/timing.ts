/** Milliseconds of one question asked several times. */
export interface Timing {
  /** The first time, before anything of it is in memory. */
  first: number;
  median: number;
  best: number;
}

/** Asks once cold and then several times, and gives the answer of the last. `ask` gets the number of its turn. */
export async function timed<T>(
  turns: number,
  ask: (turn: number) => Promise<T>,
): Promise<{ timing: Timing; answer: T }> {
  const spent: number[] = [];
  let answer: T | undefined;
  for (let turn = 0; turn <= turns; turn += 1) {
    const began = performance.now();
    answer = await ask(turn);
    spent.push(performance.now() - began);
  }
  const [first = 0, ...warm] = spent;
  warm.sort((a, b) => a - b);
  const timing = { first: round(first), median: round(warm[warm.length >> 1] ?? 0), best: round(warm[0] ?? 0) };
  return { timing, answer: answer as T };
}

export const round = (value: number): number => Math.round(value * 100) / 100;
