import { Command } from 'commander';
import { readEnv } from '../../env.ts';
import { rewind } from '../../store/rewind.ts';
import { openDatabase } from '../database.ts';

/** `tape rewind --chain C`: the next run reads the chain again from its first block. */
export function rewindCommand(): Command {
  return new Command('rewind')
    .description(
      'Make the next run read a chain again from its first block. Facts stay; a difference stops the indexer.',
    )
    .requiredOption('--chain <id>', 'the chain; its indexer must not be running')
    .action(async ({ chain }: { chain: string }) => {
      const database = await openDatabase(readEnv());
      try {
        await rewind(database.url, chain);
        console.log(`${chain} will be read again from its first block.`);
      } finally {
        await database.stop();
      }
    });
}
