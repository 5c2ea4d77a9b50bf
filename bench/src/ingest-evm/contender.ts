import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { plainEnv } from '../../../indexer/src/env.ts';

export interface Run {
  seconds: number;
  /** Highest resident memory of the process, MB. */
  rssMb: number;
  /** Processor time of the process, its database's apart. */
  cpuSeconds: number;
  message: Record<string, unknown>;
}

const POLL_MS = 50;

/**
 * Runs a script in a process of its own and measures it from start to end.
 * @throws Error when it ends with another code than 0
 */
export function measure(
  script: string,
  args: string[],
  env: Record<string, string> = {},
  execArgv: string[] = [],
): Promise<Run> {
  const start = performance.now();
  const child = fork(script, args, {
    env: { ...plainEnv(), ...env },
    execArgv,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  let rssMb = 0;
  let cpuSeconds = 0;
  let message: Record<string, unknown> = {};
  const poll = setInterval(() => {
    rssMb = Math.max(rssMb, memoryOf(child.pid));
    cpuSeconds = Math.max(cpuSeconds, processorTime(child.pid));
  }, POLL_MS);
  child.on('message', (said) => {
    message = { ...message, ...(said as Record<string, unknown>) };
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      clearInterval(poll);
      const seconds = (performance.now() - start) / 1000;
      if (code === 0) resolve({ seconds, rssMb, cpuSeconds, message });
      else reject(new Error(`${script} ended with code ${code}`));
    });
  });
}

/** Highest resident memory so far, MB. */
export function memoryOf(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** utime and stime of proc(5), in ticks of 1/100 s. */
export function processorTime(pid: number | undefined): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return 0;
  }
}
