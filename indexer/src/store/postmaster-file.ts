import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a running, or killed, server left in `postmaster.pid`. */
export interface Postmaster {
  pid: number;
  port: number;
}

/** Reads `postmaster.pid` of a data folder; null when there is none or it is unreadable. */
export async function readPostmasterFile(dataFolder: string): Promise<Postmaster | null> {
  const text = await readFile(join(dataFolder, 'postmaster.pid'), 'utf8').catch(() => null);
  const lines = text?.split('\n');
  const pid = Number(lines?.[0]);
  const port = Number(lines?.[3]);
  return Number.isInteger(pid) && Number.isInteger(port) && pid > 0 && port > 0 ? { pid, port } : null;
}

/** Whether a process exists; one that belongs to another user counts. */
export function isProcessAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
