import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { Command } from 'commander';
import { decodeToJson } from '../decode-json.ts';

const BAD_INPUT = 2;

/** `tape decode solana FILE`: what the decoders make of one `getTransaction` answer. */
export function decodeCommand(): Command {
  const solana = new Command('solana')
    .description('Decode one getTransaction answer and print its fills and transfers as JSON. Needs no database.')
    .argument('[file]', 'the answer as JSON; standard input when absent or "-"', '-')
    .action(async (file: string) => {
      const answer = await readAnswer(file);
      if (answer !== null) print(answer);
    });
  return new Command('decode').description('Decode recorded transactions.').addCommand(solana);
}

async function readAnswer(file: string): Promise<string | null> {
  try {
    return file === '-' ? await text(process.stdin) : await readFile(file, 'utf8');
  } catch (error) {
    return refuse(`cannot read ${file}: ${(error as Error).message}`);
  }
}

function print(answer: string): void {
  try {
    console.log(JSON.stringify(decodeToJson(answer), null, 2));
  } catch (error) {
    refuse((error as Error).message);
  }
}

function refuse(reason: string): null {
  console.error(`tape decode: ${reason.split('\n')[0]}`);
  process.exitCode = BAD_INPUT;
  return null;
}
