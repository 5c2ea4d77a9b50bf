/** Something that happens at a time, in Unix milliseconds. */
export interface Act {
  time: number;
  run(time: number): void;
}

/** Plays acts in order of time; those of one instant in the order given. */
export function playTimeline(acts: readonly Act[]): void {
  for (const { time, run } of [...acts].sort((a, b) => a.time - b.time)) run(time);
}
