import { writeFileSync } from 'node:fs';
import { startTestPostgres } from '../testing/postgres.ts';
import { dumpSchema } from './dump-schema.ts';
import { migrate } from './migrate.ts';

const postgres = await startTestPostgres();
try {
  await migrate(postgres.url);
  writeFileSync(new URL('../../../db/schema.sql', import.meta.url), await dumpSchema(postgres.url));
} finally {
  await postgres.stop();
}
