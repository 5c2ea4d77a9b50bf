import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { insertMarket } from '../testing/market.ts';
import { startTestDatabase } from '../testing/postgres.ts';
import { openPool } from './open-pool.ts';
import { startExportWorker } from './worker.ts';

test('C06 on its start the worker publishes what was missed, with no more rights than the exporter has', async () => {
  const database = await startTestDatabase();
  const exportsDir = await mkdtemp(join(tmpdir(), 'tokentape-exports-'));
  const pool = openPool(database.exporterUrl);
  const log: Record<string, unknown>[] = [];
  try {
    await insertMarket(database.owner);
    const options = { pool, exportsDir, codeVersion: 'test', freeBytes: 0 };
    const runner = await startExportWorker(options, (line) => log.push(line));
    try {
      await vi.waitFor(() => expect(log.filter(({ message }) => message === 'published')).toHaveLength(18), 20_000);
    } finally {
      await runner.stop();
    }
    expect((await readdir(exportsDir)).sort()).toEqual(['2025-06-30', '2025-07-01', '2025-07-02']);
    const { rows } = await database.owner.query("SELECT last_error FROM graphile_worker.jobs WHERE last_error <> ''");
    expect(rows).toEqual([]);
    expect(log.filter(({ level }) => level === 'error')).toEqual([]);
  } finally {
    await pool.end();
    await database.stop();
    await rm(exportsDir, { recursive: true, force: true });
  }
});
