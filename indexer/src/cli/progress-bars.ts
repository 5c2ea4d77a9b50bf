import cliProgress from 'cli-progress';
import type { Progress } from '../batch.ts';

const PLAIN_EVERY_MS = 5_000;

/** Shows the progress of one or several chains: bars on a terminal, a line now and then elsewhere. */
export interface ProgressView {
  update(progress: Progress): void;
  stop(): void;
}

/** Bars with rate and time left on a terminal; plain lines where the output is a file or a pipe. */
export function createProgressView(stream: NodeJS.WriteStream = process.stderr): ProgressView {
  return stream.isTTY ? bars(stream) : lines(stream);
}

function bars(stream: NodeJS.WriteStream): ProgressView {
  const multi = new cliProgress.MultiBar(
    {
      stream,
      format: '{chain} [{bar}] {percentage}% {day} {facts} facts, {rate}/s, {left} left',
      hideCursor: true,
      barsize: 30,
      clearOnComplete: false,
      gracefulExit: false,
    },
    cliProgress.Presets.shades_classic,
  );
  const known = new Map<string, { bar: cliProgress.SingleBar; pace: Pace }>();
  return {
    update(progress) {
      const { share, ...payload } = measure(progress, paceOf(known.get(progress.chain)?.pace));
      const entry = known.get(progress.chain) ?? { bar: multi.create(1000, 0, payload), pace: payload.pace };
      known.set(progress.chain, entry);
      entry.bar.update(Math.floor(share * 1000), payload);
    },
    stop: () => multi.stop(),
  };
}

function lines(stream: NodeJS.WriteStream): ProgressView {
  const last = new Map<string, { at: number; done: boolean; pace: Pace }>();
  return {
    update(progress) {
      const before = last.get(progress.chain);
      const { share, pace, chain, day, facts, rate, left } = measure(progress, paceOf(before?.pace));
      const done = share >= 1;
      if (before && (before.done || (!done && Date.now() - before.at < PLAIN_EVERY_MS))) return;
      last.set(progress.chain, { at: Date.now(), done, pace });
      stream.write(`${chain} ${Math.floor(share * 100)}% ${day} ${facts} facts, ${rate}/s, ${left} left\n`);
    },
    stop: () => undefined,
  };
}

interface Pace {
  began: number;
  firstFacts: number;
  firstShare: number;
}

const paceOf = (pace: Pace | undefined): Pace | null => pace ?? null;

function measure(progress: Progress, known: Pace | null) {
  const span = progress.headTime - progress.firstTime;
  const share = span <= 0 ? 1 : Math.min(1, Math.max(0, (progress.time - progress.firstTime) / span));
  const pace = known ?? { began: Date.now(), firstFacts: progress.facts, firstShare: share };
  const seconds = (Date.now() - pace.began) / 1000;
  const gained = share - pace.firstShare;
  return {
    share,
    pace,
    chain: progress.chain.padEnd(10),
    day: new Date(progress.time * 1000).toISOString().slice(0, 10),
    facts: String(progress.facts),
    rate: seconds < 1 ? '–' : String(Math.round((progress.facts - pace.firstFacts) / seconds)),
    left: share >= 1 ? '0 s' : gained > 0 ? duration((seconds * (1 - share)) / gained) : '–',
  };
}

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  if (seconds < 5_400) return `${Math.round(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.round(seconds / 3_600)} h` : `${Math.round(seconds / 86_400)} days`;
}
