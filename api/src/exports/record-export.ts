import type { Pool } from 'pg';
import type { ManifestEntry } from './manifest.ts';

const SQL = `
  INSERT INTO export_file (dataset, day, version, path, rows, bytes, sha256, published_at, reason)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
  ON CONFLICT (dataset, day, version) DO UPDATE
  SET path = excluded.path, rows = excluded.rows, bytes = excluded.bytes, sha256 = excluded.sha256,
      published_at = excluded.published_at, reason = excluded.reason`;

/** Lists a published file for the API; the manifest comes first and decides. */
export async function recordExport(pool: Pool, day: string, entry: ManifestEntry): Promise<void> {
  const { dataset, version, file, rows, bytes, sha256, publishedAt, reason } = entry;
  await pool.query(SQL, [dataset, day, version, `${day}/${file}`, rows, bytes, sha256, publishedAt, reason]);
}
