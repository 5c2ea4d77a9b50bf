import type { Reader } from '../database.ts';

/** Where the data comes from and which days it covers. */
export interface DataOrigin {
  simulated: boolean;
  label: string;
  /** Latest indexed instant over all chains; null before the first batch. */
  asOf: Date | null;
  firstDay: string | null;
  lastDay: string | null;
  /** Changes whenever an asset, token, venue, pool or chain is added. */
  catalogueVersion: string;
}

// A chain indexed up to midnight has finished the day before and not begun the next.
const SQL = `
  WITH span AS (
    SELECT (SELECT min(day) FROM asset_day) AS first_day,
           (SELECT max(day) FROM asset_day) AS last_day,
           (SELECT max(indexed_time) FROM chain_status) AS as_of
  )
  SELECT o.simulated, o.label, s.as_of, s.first_day,
         concat_ws('/', (SELECT max(key) FROM asset), (SELECT max(key) FROM token), (SELECT max(key) FROM dex),
                   (SELECT max(key) FROM pool), (SELECT count(*) FROM chain)) AS catalogue_version,
         greatest(s.last_day, ((s.as_of - interval '1 second') AT TIME ZONE 'UTC')::date) AS last_day
  FROM span s LEFT JOIN data_origin o ON true`;

interface Row {
  simulated: boolean | null;
  label: string | null;
  as_of: Date | null;
  first_day: string | null;
  last_day: string | null;
  catalogue_version: string;
}

/** Whether the figures are simulated, their label, and the span of indexed days. */
export async function dataOrigin(reader: Reader): Promise<DataOrigin> {
  const [row] = await reader.rows<Row>(SQL);
  if (!row || row.simulated === null || row.label === null) {
    throw new Error('data_origin is empty: run the migrations and the seeding first');
  }
  const { simulated, label, as_of: asOf, first_day: firstDay, last_day: lastDay } = row;
  return { simulated, label, asOf, firstDay, lastDay, catalogueVersion: row.catalogue_version };
}
