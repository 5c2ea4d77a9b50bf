import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { readPostmasterFile } from './postmaster-file.ts';

async function ask(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows[0]?.[0];
  } finally {
    await client.end();
  }
}

describe('the embedded PostgreSQL', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tokentape-embedded-'));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('starts, keeps its data over a restart, and stops in under five seconds', async () => {
    const first = await startEmbeddedPostgres({ folder });
    await ask(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    const before = Date.now();
    await first.stop();
    expect(Date.now() - before).toBeLessThan(5_000);
    const second = await startEmbeddedPostgres({ folder });
    expect(await ask(second.url, 'SELECT answer FROM kept')).toBe(42);
    await second.stop();
  });

  it('recovers from the lock of a killed server', async () => {
    const running = await startEmbeddedPostgres({ folder });
    const { pid } = (await readPostmasterFile(join(folder, 'data')))!;
    process.kill(pid, 'SIGKILL');
    expect(await readFile(join(folder, 'data', 'postmaster.pid'), 'utf8')).toContain(String(pid));
    const again = await startEmbeddedPostgres({ folder });
    expect(again.adopted).toBe(false);
    expect(await ask(again.url, 'SELECT answer FROM kept')).toBe(42);
    await again.stop();
    await running.stop();
  });

  it('takes over the server of a run that was killed, and refuses one whose run lives', async () => {
    const orphan = await startEmbeddedPostgres({ folder });
    await writeFile(join(folder, 'owner.pid'), '1');
    await expect(startEmbeddedPostgres({ folder })).rejects.toMatchObject({ code: 'POSTGRES_IN_USE' });
    await writeFile(join(folder, 'owner.pid'), '4194305');
    const heir = await startEmbeddedPostgres({ folder });
    expect(heir).toMatchObject({ adopted: true, port: orphan.port });
    await heir.stop();
  });

  it('names a busy port', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    await expect(startEmbeddedPostgres({ folder, port })).rejects.toMatchObject({
      code: 'POSTGRES_PORT_BUSY',
      message: expect.stringContaining(String(port)),
    });
    server.close();
  });

  it('says so when the folder is damaged, and when it cannot be made', async () => {
    await writeFile(join(folder, 'data', 'global', 'pg_control'), 'nonsense');
    await expect(startEmbeddedPostgres({ folder })).rejects.toMatchObject({
      code: 'POSTGRES_FOLDER_BROKEN',
      message: expect.stringContaining('delete the folder'),
    });
    await expect(startEmbeddedPostgres({ folder: join(folder, 'password', 'inside-a-file') })).rejects.toMatchObject({
      code: 'POSTGRES_PERMISSION',
    });
  });

  it.runIf(process.getuid?.() === 0)('starts where only root may enter', async () => {
    const closed = await mkdtemp(join(tmpdir(), 'tokentape-closed-'));
    await chmod(closed, 0o700);
    const running = await startEmbeddedPostgres({ folder: join(closed, 'postgres') });
    expect(running.url).toContain('127.0.0.1');
    await running.stop();
    await rm(closed, { recursive: true });
  });
});
