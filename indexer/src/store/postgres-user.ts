import { userInfo } from 'node:os';
import { type RunAs, runProgram } from './run-program.ts';
import { StoreError } from './store-error.ts';

async function idOf(flag: '-u' | '-g'): Promise<number | null> {
  const { code, output } = await runProgram('id', [flag, 'postgres']);
  return code === 0 ? Number.parseInt(output, 10) : null;
}

/**
 * PostgreSQL refuses to run as root, so root runs it as the system user `postgres`, which is made when missing.
 * Any other user runs it as itself.
 */
export async function postgresUser(): Promise<RunAs> {
  if (userInfo().uid !== 0) return {};
  if ((await idOf('-u')) === null) {
    const made = await runProgram('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']);
    if (made.code !== 0) {
      throw new StoreError(
        'POSTGRES_PERMISSION',
        `PostgreSQL cannot run as root, and the system user "postgres" could not be made (${made.output.trim()}). Run as another user, or set DATABASE_URL.`,
      );
    }
  }
  const [uid, gid] = [await idOf('-u'), await idOf('-g')];
  if (uid === null || gid === null) {
    throw new StoreError('POSTGRES_PERMISSION', 'The system user "postgres" could not be looked up; set DATABASE_URL.');
  }
  return { uid, gid };
}
