import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../store/embedded-postgres.ts';

export interface TestPostgres {
  /** Connection URL of an empty database. */
  url: string;
  stop(): Promise<void>;
}

/** A real PostgreSQL 18 in a temporary folder on a free port, gone after `stop()`. */
export async function startTestPostgres(): Promise<TestPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'tokentape-test-'));
  const running = await startEmbeddedPostgres({
    folder,
    settings: { fsync: 'off', full_page_writes: 'off', shared_buffers: '64MB' },
  });
  return {
    url: running.url,
    stop: async () => {
      await running.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
