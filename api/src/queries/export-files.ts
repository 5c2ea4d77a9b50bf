import type { Reader } from '../database.ts';

export interface ExportFileRow {
  dataset: string;
  day: string;
  version: number;
  path: string;
  rows: string;
  bytes: string;
  sha256: string;
  publishedAt: Date;
  reason: string | null;
}

const SQL = `
  SELECT dataset, day, version, path, rows, bytes, sha256, published_at AS "publishedAt", reason
  FROM export_file
  WHERE $1::text IS NULL OR dataset = $1
  ORDER BY day DESC, dataset, version DESC
  LIMIT $2`;

/** Published files, newest day first. */
export function exportFiles(reader: Reader, dataset: string | null, limit: number): Promise<ExportFileRow[]> {
  return reader.rows<ExportFileRow>(SQL, [dataset, limit]);
}
