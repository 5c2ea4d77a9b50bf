import pg from 'pg';

export type StoreRole = 'tokentape_reader' | 'tokentape_exporter';

interface LoginSettings {
  connectionLimit: number;
  settings: Record<string, string>;
}

// A public API must not be able to hold the database: short statements, no idle transactions, no parallel workers, and a
// back end that notices within a second that its client is gone.
const readerLogin: LoginSettings = {
  connectionLimit: 20,
  settings: {
    statement_timeout: '4s',
    idle_in_transaction_session_timeout: '5s',
    lock_timeout: '1s',
    default_transaction_read_only: 'on',
    max_parallel_workers_per_gather: '0',
    client_connection_check_interval: '1s',
    work_mem: '16MB',
    search_path: 'public',
  },
};

// An export reads a whole day in one snapshot and may take minutes.
const exporterLogin: LoginSettings = {
  connectionLimit: 10,
  settings: {
    statement_timeout: '10min',
    idle_in_transaction_session_timeout: '10min',
    lock_timeout: '10s',
    max_parallel_workers_per_gather: '0',
    client_connection_check_interval: '1s',
    work_mem: '32MB',
    search_path: 'public',
  },
};

const logins: Record<StoreRole, LoginSettings> = { tokentape_reader: readerLogin, tokentape_exporter: exporterLogin };

/**
 * Makes a login that is a member of `role`, or brings an existing one to the same password and limits.
 * @param databaseUrl a connection that may create roles
 * @returns the connection URL of the login
 */
export async function ensureLogin(
  databaseUrl: string,
  role: StoreRole,
  login: string,
  password: string,
): Promise<string> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('BEGIN');
    const name = client.escapeIdentifier(login);
    const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [login]);
    if (rowCount === 0) await client.query(`CREATE ROLE ${name}`);
    const { connectionLimit, settings } = logins[role];
    await client.query(
      `ALTER ROLE ${name} LOGIN NOCREATEDB NOCREATEROLE INHERIT CONNECTION LIMIT ${connectionLimit} PASSWORD ${client.escapeLiteral(password)}`,
    );
    await client.query(`GRANT ${client.escapeIdentifier(role)} TO ${name}`);
    for (const [setting, value] of Object.entries(settings)) {
      await client.query(`ALTER ROLE ${name} SET ${setting} TO ${client.escapeLiteral(value)}`);
    }
    await limitTempFiles(client, name);
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
  const url = new URL(databaseUrl);
  url.username = encodeURIComponent(login);
  url.password = encodeURIComponent(password);
  return url.toString();
}

/** Only a superuser may cap temporary files; elsewhere the statement timeout alone bounds them. */
async function limitTempFiles(client: pg.Client, name: string): Promise<void> {
  const { rows } = await client.query<{ super: boolean }>(
    'SELECT rolsuper AS super FROM pg_roles WHERE rolname = current_user',
  );
  if (rows[0]?.super) await client.query(`ALTER ROLE ${name} SET temp_file_limit TO '512MB'`);
}
