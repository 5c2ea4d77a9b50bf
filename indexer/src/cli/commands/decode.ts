import { Command } from 'commander';
import { decodeToJson } from '../decode-json.ts';
import { BadInput, readInput, refuseBadInput } from '../read-input.ts';

/** `tape decode solana FILE`: what the decoders make of one `getTransaction` answer. */
export function decodeCommand(): Command {
  const solana = new Command('solana')
    .description('Decode one getTransaction answer and print its fills and transfers as JSON. Needs no database.')
    .argument('[file]', 'the answer as JSON; standard input when absent or "-"', '-')
    .action((file: string) =>
      refuseBadInput('decode', async () => console.log(JSON.stringify(decode(await readInput(file)), null, 2))),
    );
  return new Command('decode').description('Decode recorded transactions.').addCommand(solana);
}

function decode(answer: string): object {
  try {
    return decodeToJson(answer);
  } catch (error) {
    throw new BadInput((error as Error).message);
  }
}
