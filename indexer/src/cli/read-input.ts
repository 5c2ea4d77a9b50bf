import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';

const BAD_INPUT_EXIT = 2;

/** Input that a command cannot use; its message is one line for a person. */
export class BadInput extends Error {}

/** The text of a file, or of standard input for "-". */
export async function readInput(file: string): Promise<string> {
  try {
    return file === '-' ? await text(process.stdin) : await readFile(file, 'utf8');
  } catch (error) {
    throw new BadInput(`cannot read ${file}: ${(error as Error).message}`);
  }
}

/** Runs a command; input it cannot use becomes one line on stderr and exit code 2. */
export async function refuseBadInput(command: string, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    console.error(`tape ${command}: ${error.message.split('\n')[0]}`);
    process.exitCode = BAD_INPUT_EXIT;
  }
}
