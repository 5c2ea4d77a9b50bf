import { fork } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { plainEnv } from '../../../indexer/src/env.ts';

export interface Run {
  seconds: number;
  /** Highest resident memory of the process, MB. */
  rssMb: number;
  /** Processor time of the process, its database's apart. */
  cpuSeconds: number;
  /** Processor time of the database and of the JSON-RPC server meanwhile; null when not measured. */
  otherCpuSeconds: { postgres: number; server: number } | null;
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
      if (code === 0) resolve({ seconds, rssMb, cpuSeconds, otherCpuSeconds: null, message });
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
  const { own } = times(pid);
  return own;
}

/** Processor time of a process, its children now and those that it has waited for. */
export function familyTime(pid: number): number {
  const { own, ended } = times(pid);
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && times(Number(name)).parent === pid);
  return own + ended + children.reduce((sum, child) => sum + processorTime(Number(child)), 0);
}

export function parentOf(pid: number): number {
  return times(pid).parent;
}

function times(pid: number | undefined): { parent: number; own: number; ended: number } {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ').map(Number);
    const [parent, utime, stime, cutime, cstime] = [fields[1]!, fields[11]!, fields[12]!, fields[13]!, fields[14]!];
    return { parent, own: (utime + stime) / 100, ended: (cutime + cstime) / 100 };
  } catch {
    return { parent: 0, own: 0, ended: 0 };
  }
}
