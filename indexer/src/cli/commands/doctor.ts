import { CodedError } from '@tokentape/core/coded-error.ts';
import { Command } from 'commander';
import pg from 'pg';
import { configuredEndpoints } from '../../endpoints.ts';
import { type Env, readEnv } from '../../env.ts';
import { checkEndpoint, type Finding } from '../check-endpoint.ts';
import { openDatabase } from '../database.ts';

const OLDEST_POSTGRES = 15;
const NODE_MAJOR = 24;

/** `tape doctor`: is everything there that the product needs, and what to do where it is not. */
export function doctorCommand(): Command {
  return new Command('doctor')
    .description(
      'Check Node, the database and every configured end point (reachable, key, chain id, finalized blocks).',
    )
    .option('--json', 'print JSON')
    .action(async (options: { json?: boolean }) => {
      const env = readEnv();
      const endpoints = configuredEndpoints(env);
      const findings = [nodeFinding(), await databaseFinding(env)];
      for (const endpoint of endpoints) findings.push(...(await checkEndpoint(endpoint)));
      if (options.json) console.log(JSON.stringify(findings, null, 2));
      else print(findings, endpoints.length);
      if (findings.some((finding) => !finding.ok)) process.exitCode = 1;
    });
}

function nodeFinding(): Finding {
  const ok = Number.parseInt(process.versions.node, 10) >= NODE_MAJOR;
  const fix = { fix: `Run through "npx pnpm@12", which brings Node ${NODE_MAJOR} along.` };
  return { subject: 'node', ok, detail: process.versions.node, ...(ok ? {} : fix) };
}

async function databaseFinding(env: Env): Promise<Finding> {
  const subject = env.DATABASE_URL ? 'database' : 'database (embedded)';
  try {
    const database = await openDatabase(env);
    const client = new pg.Client({ connectionString: database.url });
    try {
      await client.connect();
      const { rows } = await client.query('SHOW server_version');
      const version: string = rows[0].server_version;
      const ok = Number.parseInt(version, 10) >= OLDEST_POSTGRES;
      const fix = { fix: `Use PostgreSQL ${OLDEST_POSTGRES} or newer.` };
      return { subject, ok, detail: `PostgreSQL ${version}`, ...(ok ? {} : fix) };
    } finally {
      await client.end();
      await database.stop();
    }
  } catch (error) {
    const message = (error as Error).message;
    const code = error instanceof CodedError ? error.code : 'error';
    return { subject, ok: false, detail: code, fix: message };
  }
}

function print(findings: Finding[], endpoints: number): void {
  for (const { ok, subject, detail, fix } of findings) {
    console.log(`${ok ? 'ok  ' : 'FAIL'} ${subject}: ${detail}${fix ? `\n     ${fix}` : ''}`);
  }
  if (endpoints === 0)
    console.log('     No end point is configured: `start` plays the sample market (see .env.example).');
}
