import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const PACKAGE = new URL('../../package.json', import.meta.url);

/** What made a file: the given version, else the commit of the working tree, else the version of the package. */
export async function codeVersion(given: string | undefined): Promise<string> {
  if (given) return given;
  const cwd = import.meta.dirname;
  const commit = await promisify(execFile)('git', ['rev-parse', '--short=12', 'HEAD'], { cwd }).then(
    ({ stdout }) => stdout.trim(),
    () => '',
  );
  if (/^[0-9a-f]{7,40}$/.test(commit)) return commit;
  const { version } = JSON.parse(await readFile(PACKAGE, 'utf8')) as { version: string };
  return version;
}
