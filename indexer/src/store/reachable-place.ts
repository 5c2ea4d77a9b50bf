import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { PostgresBinaries } from './postgres-binaries.ts';
import { type RunAs, runProgram } from './run-program.ts';

const SYSTEM_FOLDER = '/var/lib/tokentape';

export interface Place {
  binaries: PostgresBinaries;
  folder: string;
}

/**
 * Where the user that runs PostgreSQL can reach its programs and its data. That is where they are, except when root
 * keeps the repository in a folder that nobody else may enter: then both live under /var/lib/tokentape instead.
 */
export async function reachablePlace(folder: string, binaries: PostgresBinaries, runAs: RunAs): Promise<Place> {
  if (runAs.uid === undefined) return { binaries, folder };
  await mkdir(folder, { recursive: true });
  const mayRun = await canEnter(dirname(binaries.initdb), runAs);
  const mayKeep = await canEnter(dirname(folder), runAs);
  if (!mayRun || !mayKeep) await mkdir(SYSTEM_FOLDER, { recursive: true, mode: 0o755 });
  return {
    binaries: mayRun ? binaries : await copyPrograms(binaries),
    folder: mayKeep ? folder : join(SYSTEM_FOLDER, `${basename(folder)}-${shortHash(folder)}`),
  };
}

async function canEnter(folder: string, runAs: RunAs): Promise<boolean> {
  return (await runProgram('test', ['-x', folder], runAs)).code === 0;
}

async function copyPrograms(binaries: PostgresBinaries): Promise<PostgresBinaries> {
  const native = dirname(dirname(binaries.initdb));
  const { version } = JSON.parse(await readFile(join(native, '../package.json'), 'utf8')) as { version: string };
  const copy = join(SYSTEM_FOLDER, `programs-${version}`);
  const programs = {
    initdb: join(copy, 'bin/initdb'),
    postgres: join(copy, 'bin/postgres'),
    pg_ctl: join(copy, 'bin/pg_ctl'),
  };
  if ((await runProgram(programs.pg_ctl, ['--version'])).code === 0) return programs;
  const half = `${copy}.${process.pid}`;
  await cp(native, half, { recursive: true, verbatimSymlinks: true });
  // Another process may have made the same copy meanwhile: the first rename wins.
  await rename(half, copy).catch(() => rm(half, { recursive: true, force: true }));
  return programs;
}

const shortHash = (path: string): string => createHash('sha256').update(path).digest('hex').slice(0, 12);
