import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';

const folder = import.meta.dirname;
const benches = readdirSync(folder)
  .filter((file) => file.endsWith('.ts') && file !== 'main.ts' && !file.endsWith('.test.ts'))
  .map((file) => file.slice(0, -3));

const [name, ...args] = process.argv.slice(2);
if (!name || !benches.includes(name) || args.includes('--help')) {
  console.error(`Usage: npx pnpm@12 bench <${benches.join(' | ')}> [options]
Each prints one line of JSON at its end.

  ingest-evm  --blocks N  --rounds N  --foreign PART  --only floor,source,ours,foreign,squid,ponder
  query       --fills N   --keep DIR (the database stays there for the next run)`);
  process.exit(name === undefined || [name, ...args].includes('--help') ? 0 : 2);
}

// A process of its own: heap and compiled code of one measurement must not touch another.
const run = spawnSync(process.execPath, ['--expose-gc', resolve(folder, `${name}.ts`), ...args], { stdio: 'inherit' });
process.exit(run.status ?? 1);
