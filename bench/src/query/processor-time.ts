import { readFileSync } from 'node:fs';

/** Milliseconds of processor time that this process, with all its threads, and others have had so far. */
export function processorMs(pids: readonly number[] = []): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000 + pids.reduce((sum, pid) => sum + onProcessor(pid), 0);
}

/** The first figure of proc's schedstat: nanoseconds on a processor; 0 where the system does not tell. */
function onProcessor(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return 0;
  }
}
