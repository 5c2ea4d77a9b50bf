import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import pg from 'pg';
import type { Env } from '../env.ts';
import { ensureLogin } from '../store/ensure-login.ts';
import { migrate } from '../store/migrate.ts';
import { type DataOrigin, seedRegistry } from '../store/seed-registry.ts';

export const SAMPLE: DataOrigin = { simulated: true, label: 'simulated, calibrated to published figures' };
export const LIVE: DataOrigin = { simulated: false, label: 'read from the chains' };

/** Connection URLs of the two logins that other processes get instead of the owner's. */
export interface Logins {
  api: string;
  exporter: string;
}

/** Schema, roles and registry; safe to run at every start. */
export async function prepareSchema(url: string, origin: DataOrigin): Promise<void> {
  await migrate(url);
  await seedRegistry(url, origin);
}

/** The schema and the two logins; safe to run at every start. */
export async function prepareDatabase(url: string, origin: DataOrigin, env: Env): Promise<Logins> {
  await prepareSchema(url, origin);
  const passwords = await loginPasswords(env);
  return {
    api: await ensureLogin(url, 'tokentape_reader', 'tokentape_api', passwords.api),
    exporter: await ensureLogin(url, 'tokentape_exporter', 'tokentape_export_worker', passwords.exporter),
  };
}

/** From the environment where it names them, else made once and kept where only this user can read them. */
async function loginPasswords(env: Env): Promise<Logins> {
  const file = resolve(env.TAPE_DIR, 'logins.json');
  const kept = await readFile(file, 'utf8').then(JSON.parse, () => null);
  const passwords: Logins = {
    api: env.API_DATABASE_PASSWORD ?? kept?.api ?? randomBytes(18).toString('base64url'),
    exporter: env.EXPORT_DATABASE_PASSWORD ?? kept?.exporter ?? randomBytes(18).toString('base64url'),
  };
  if (env.API_DATABASE_PASSWORD && env.EXPORT_DATABASE_PASSWORD) return passwords;
  await mkdir(env.TAPE_DIR, { recursive: true });
  await writeFile(file, JSON.stringify(passwords), { mode: 0o600 });
  return passwords;
}

/** What the database holds, as `start` recorded it; the sample market's label for a database that is still empty. */
export async function currentOrigin(url: string): Promise<DataOrigin> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows: tables } = await client.query("SELECT to_regclass('public.data_origin') IS NOT NULL AS there");
    if (!tables[0].there) return SAMPLE;
    const { rows } = await client.query<DataOrigin>('SELECT simulated, label FROM data_origin');
    return rows[0] ?? SAMPLE;
  } finally {
    await client.end();
  }
}
