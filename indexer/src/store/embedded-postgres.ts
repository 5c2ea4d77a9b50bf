import { randomBytes } from 'node:crypto';
import { access, chmod, chown, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { freePort, isPortFree } from './free-port.ts';
import { type PostgresBinaries, postgresBinaries } from './postgres-binaries.ts';
import { postgresUser } from './postgres-user.ts';
import { isProcessAlive, readPostmasterFile } from './postmaster-file.ts';
import { reachablePlace } from './reachable-place.ts';
import { type RunAs, runProgram } from './run-program.ts';
import { StoreError } from './store-error.ts';

export interface EmbeddedPostgresOptions {
  /** Holds the cluster, its password and its log; made when missing. */
  folder: string;
  /** A fixed port; by default any free one. */
  port?: number;
  /** Server settings beside the defaults, such as `{ fsync: 'off' }` for tests. */
  settings?: Record<string, string>;
}

export interface RunningPostgres {
  /** Connection URL of the database `tokentape`, as its owner. */
  url: string;
  port: number;
  /** True when the server of an earlier, killed run was still there and was taken over. */
  adopted: boolean;
  /** Stops the server cleanly, in under five seconds; safe to call twice. */
  stop(): Promise<void>;
}

interface Cluster {
  binaries: PostgresBinaries;
  runAs: RunAs;
  folder: string;
  data: string;
  log: string;
  owner: string;
  password: string;
}

const OWNER = 'tokentape';

/** A quarter of the memory, as PostgreSQL's manual advises, of which only what is used is taken; 2 GB hold what is asked often. */
function sharedBuffers(): string {
  const memory = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY);
  const megabytes = Math.floor(memory / 4 / 2 ** 20);
  return `${Math.min(2_048, Math.max(128, megabytes))}MB`;
}

// Losing the last commits in a power cut is harmless here: facts and checkpoint are one transaction, so a restart re-reads them.
const DEFAULT_SETTINGS: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_buffers: sharedBuffers(),
  max_wal_size: '2GB',
  synchronous_commit: 'off',
  max_connections: '100',
  jit: 'off',
  timezone: 'UTC',
};

/**
 * Starts the PostgreSQL that npm installed, on a folder of its own, and makes the database `tokentape` in it.
 * A stale lock of a killed server is recovered from; a live server of a killed run is taken over.
 * @throws StoreError with a POSTGRES_* code and a message that says what to do.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<RunningPostgres> {
  const cluster = await openCluster(resolve(options.folder));
  await refuseLiveOwner(cluster);
  const adoptedPort = await runningPort(cluster);
  const port = adoptedPort ?? (await choosePort(options.port));
  if (adoptedPort === null) await launch(cluster, port, { ...DEFAULT_SETTINGS, ...options.settings });
  await writeFile(cluster.owner, String(process.pid));
  const url = await ensureDatabase(cluster, port);
  let stopped: Promise<void> | undefined;
  return {
    url,
    port,
    adopted: adoptedPort !== null,
    stop: () => {
      stopped ??= stopCluster(cluster);
      return stopped;
    },
  };
}

async function openCluster(wanted: string): Promise<Cluster> {
  const runAs = await postgresUser();
  const { binaries, folder } = await reachablePlace(wanted, await postgresBinaries(), runAs).catch((cause) => {
    throw permissionError(wanted, cause);
  });
  const data = join(folder, 'data');
  try {
    await mkdir(data, { recursive: true, mode: 0o700 });
    await chmod(folder, 0o755);
    if (runAs.uid !== undefined && runAs.gid !== undefined) {
      await chown(folder, runAs.uid, runAs.gid);
      await chown(data, runAs.uid, runAs.gid);
    }
  } catch (cause) {
    throw permissionError(folder, cause);
  }
  const passwordFile = join(folder, 'password');
  const password = await readFile(passwordFile, 'utf8').catch(() => null);
  const cluster = {
    binaries,
    runAs,
    folder,
    data,
    log: join(folder, 'postgres.log'),
    owner: join(folder, 'owner.pid'),
  };
  if (password !== null && (await exists(join(data, 'PG_VERSION')))) return { ...cluster, password };
  return { ...cluster, password: await initialise(cluster, passwordFile) };
}

async function initialise(cluster: Omit<Cluster, 'password'>, passwordFile: string): Promise<string> {
  const password = randomBytes(16).toString('hex');
  if (await exists(join(cluster.data, 'PG_VERSION'))) {
    throw new StoreError(
      'POSTGRES_FOLDER_BROKEN',
      `The database in ${cluster.folder} has lost its password file. Delete the folder to start afresh.`,
    );
  }
  // initdb refuses a folder that is not empty: what an interrupted first run left has no value.
  await rm(cluster.data, { recursive: true, force: true });
  await mkdir(cluster.data, { mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  const { uid, gid } = cluster.runAs;
  if (uid !== undefined && gid !== undefined) {
    await chown(cluster.data, uid, gid);
    await chown(passwordFile, uid, gid);
  }
  const { code, output } = await runProgram(
    cluster.binaries.initdb,
    [
      `--pgdata=${cluster.data}`,
      `--username=${OWNER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-sync',
    ],
    cluster.runAs,
  );
  if (code === 0) return password;
  if (/permission denied|EACCES/i.test(output)) throw permissionError(cluster.folder, output);
  throw new StoreError('POSTGRES_START_FAILED', `A database could not be made in ${cluster.folder}: ${output.trim()}`);
}

function permissionError(folder: string, cause: unknown): StoreError {
  const who = process.getuid?.() === 0 ? 'the system user "postgres" (PostgreSQL refuses to run as root)' : 'you';
  return new StoreError(
    'POSTGRES_PERMISSION',
    `The database folder ${folder} cannot be written or reached by ${who}. Give it access, choose another folder, or set DATABASE_URL to a PostgreSQL of your own.`,
    cause,
  );
}

async function refuseLiveOwner(cluster: Cluster): Promise<void> {
  const pid = Number(await readFile(cluster.owner, 'utf8').catch(() => ''));
  if (pid > 0 && pid !== process.pid && isProcessAlive(pid) && (await readPostmasterFile(cluster.data))) {
    throw new StoreError(
      'POSTGRES_IN_USE',
      `The database in ${cluster.folder} is in use by process ${pid}. Stop that one first (Ctrl-C in its window), or choose another folder.`,
    );
  }
}

/** The port of a live server on this folder that accepts our password; clears the lock when its process is something else. */
async function runningPort(cluster: Cluster): Promise<number | null> {
  const postmaster = await readPostmasterFile(cluster.data);
  if (!postmaster || !isProcessAlive(postmaster.pid)) return null;
  const client = clientOf(cluster, postmaster.port, 'postgres');
  try {
    await client.connect();
    const { rows } = await client.query<{ folder: string }>("SELECT current_setting('data_directory') AS folder");
    if (rows[0]?.folder === cluster.data) return postmaster.port;
  } catch {
    // Nobody answers there: the number was given to another process since, and the lock is stale.
  } finally {
    await client.end().catch(() => undefined);
  }
  await rm(join(cluster.data, 'postmaster.pid'), { force: true });
  return null;
}

async function choosePort(wanted: number | undefined): Promise<number> {
  if (wanted === undefined) return freePort();
  if (await isPortFree(wanted)) return wanted;
  throw new StoreError(
    'POSTGRES_PORT_BUSY',
    `Port ${wanted} is taken by another program. Stop it, or choose another port for the database.`,
  );
}

async function launch(cluster: Cluster, port: number, settings: Record<string, string>): Promise<void> {
  const flags = Object.entries({ ...settings, port: String(port) }).map(([name, value]) => `-c ${name}='${value}'`);
  const { code, output } = await runProgram(
    cluster.binaries.pg_ctl,
    ['start', '-D', cluster.data, '-l', cluster.log, '-w', '-t', '60', '-s', '-o', flags.join(' ')],
    cluster.runAs,
  );
  if (code === 0) return;
  const log = (await readFile(cluster.log, 'utf8').catch(() => '')).split('\n').slice(-8).join('\n');
  const detail = `${output}\n${log}`;
  if (/could not bind|address already in use/i.test(detail)) {
    throw new StoreError('POSTGRES_PORT_BUSY', `Port ${port} was taken while the database started. Start again.`);
  }
  if (/permission denied|EACCES/i.test(output)) throw permissionError(cluster.folder, output);
  const broken = /not a valid|could not (open|read)|incompatible|invalid|corrupt|does not exist|PANIC|FATAL/i.test(
    detail,
  );
  throw new StoreError(
    broken ? 'POSTGRES_FOLDER_BROKEN' : 'POSTGRES_START_FAILED',
    `The database in ${cluster.folder} does not start. Its log (${cluster.log}) ends:\n${detail.trim()}\nIf it is damaged, delete the folder; everything in it can be indexed again.`,
  );
}

function clientOf(cluster: Cluster, port: number, database: string): pg.Client {
  const client = new pg.Client({ host: '127.0.0.1', port, database, user: OWNER, password: cluster.password });
  client.on('error', () => undefined);
  return client;
}

async function ensureDatabase(cluster: Cluster, port: number): Promise<string> {
  const client = clientOf(cluster, port, 'postgres');
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [OWNER]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${OWNER}`);
  } finally {
    await client.end();
  }
  return `postgresql://${OWNER}:${cluster.password}@127.0.0.1:${port}/${OWNER}`;
}

async function stopCluster(cluster: Cluster): Promise<void> {
  const stop = (mode: string): Promise<{ code: number }> =>
    runProgram(cluster.binaries.pg_ctl, ['stop', '-D', cluster.data, '-m', mode, '-w', '-t', '4', '-s'], cluster.runAs);
  const stopped = await stop('fast');
  if (stopped.code !== 0 && (await readPostmasterFile(cluster.data))) await stop('immediate');
  await rm(cluster.owner, { force: true });
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
