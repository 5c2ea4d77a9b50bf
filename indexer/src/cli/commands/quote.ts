import { CurveError } from '@tokentape/core/curves/curve-error.ts';
import { quotePoolFile } from '@tokentape/core/curves/quote-file.ts';
import { Command } from 'commander';
import { BadInput, readInput, refuseBadInput } from '../read-input.ts';

interface Options {
  sell: string;
  exactIn?: string;
  exactOut?: string;
  limit?: string;
}

/** `tape quote FILE`: what a swap through a pool state gives, to the unit. */
export function quoteCommand(): Command {
  return new Command('quote')
    .description('Quote a swap through a pool state read from a file; integers only, as the contract rounds.')
    .argument('[file]', 'pool state as JSON; standard input when absent or "-"', '-')
    .requiredOption('--sell <0|1>', 'which token the taker gives')
    .option('--exact-in <raw>', 'raw amount to give, fee included')
    .option('--exact-out <raw>', 'raw amount to receive')
    .option('--limit <X96>', 'square-root price at which to stop, Q64.96')
    .addHelpText(
      'after',
      `
The file holds {"kind":"concentrated","sqrtPriceX96","liquidity","tick","fee","tickSpacing","ticks":[{"index","liquidityNet"}]}
or {"kind":"constant-product","reserve0","reserve1","fee"}
or {"kind":"stable","reserve0","reserve1","decimals0","decimals1","fee"}, for Camelot with "solver":"within-one".
Fee in 1e-6, integers as strings or numbers of any size.`,
    )
    .action((file: string, options: Options) =>
      refuseBadInput('quote', async () => {
        const text = await readInput(file);
        try {
          console.log(JSON.stringify(quotePoolFile(text, options, (note) => console.error(`tape quote: ${note}`))));
        } catch (error) {
          throw error instanceof CurveError ? new BadInput(error.message) : error;
        }
      }),
    );
}
