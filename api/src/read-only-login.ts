import { CodedError } from '@tokentape/core/coded-error.ts';
import type { Reader } from './database.ts';

const POWERS = `
  SELECT array_remove(ARRAY[
    CASE WHEN r.rolsuper THEN 'is a superuser' END,
    CASE WHEN r.rolcreaterole THEN 'may create roles' END,
    CASE WHEN r.rolcreatedb THEN 'may create databases' END,
    CASE WHEN r.rolreplication THEN 'may replicate' END,
    CASE WHEN has_database_privilege(current_database(), 'CREATE') THEN 'may create schemas' END,
    CASE WHEN pg_has_role(r.rolname, 'pg_write_all_data', 'USAGE') THEN 'is in pg_write_all_data' END,
    CASE WHEN pg_has_role(r.rolname, 'pg_read_server_files', 'USAGE') THEN 'may read files of the server' END,
    CASE WHEN pg_has_role(r.rolname, 'pg_write_server_files', 'USAGE') THEN 'may write files of the server' END,
    CASE WHEN pg_has_role(r.rolname, 'pg_execute_server_program', 'USAGE') THEN 'may run programs of the server' END,
    (SELECT 'may create in schema ' || min(n.nspname) FROM pg_namespace n
      WHERE n.nspname !~ '^pg_' AND has_schema_privilege(n.oid, 'CREATE')),
    (SELECT 'may write ' || min(c.oid::regclass::text) FROM pg_class c
      JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
        AND has_table_privilege(c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE'))
  ], NULL) AS powers
  FROM pg_roles r WHERE r.rolname = current_user`;

/**
 * Makes sure that the login can only read: what the public server must never do, it must not be able to do.
 * @throws CodedError `LOGIN_CAN_WRITE` with what the login may do.
 */
export async function assertReadOnlyLogin(reader: Reader): Promise<void> {
  const [row] = await reader.rows<{ powers: string[] }>(POWERS);
  if (row && row.powers.length === 0) return;
  throw new CodedError(
    'LOGIN_CAN_WRITE',
    `The API's database login ${row?.powers.join(', ') ?? 'is unknown'}. Give DATABASE_URL a login that can only SELECT.`,
  );
}
