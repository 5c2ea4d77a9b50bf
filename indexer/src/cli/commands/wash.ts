import { roundTripPools } from '@tokentape/core/metrics/wash/round-trippers.ts';
import { WASH_RULES } from '@tokentape/core/metrics/wash/rules.ts';
import { type WashTrade, walletSums } from '@tokentape/core/metrics/wash/wallet-sums.ts';
import { Command } from 'commander';
import { parse } from 'csv-parse/sync';
import { BadInput, readInput, refuseBadInput } from '../read-input.ts';

const REQUIRED = ['wallet', 'side', 'usd', 'time'];
/** Empty is an unpriced trade. */
const DECIMAL = /^(?:\d+(?:\.\d*)?(?:[eE][+-]?\d+)?)?$/;
/** The pool's name where the file has no column for it. */
const ONE_POOL = '';

/** `tape wash FILE.csv`: rule W1 over a list of trades, one line of JSON per pool. */
export function washCommand(): Command {
  const { minTradesPerSide, minBalance, poolFlagShare } = WASH_RULES.w1;
  return new Command('wash')
    .description(
      `Find round-trippers in a list of trades (rule W1: at least ${minTradesPerSide} buys and sells, balance ≥ ${minBalance}; a pool is flagged from ${poolFlagShare} of its USD). A pattern, not a verdict.`,
    )
    .argument('[file]', 'CSV with the columns wallet,side,usd,time and optionally pool; "-" for standard input', '-')
    .action((file: string) =>
      refuseBadInput('wash', async () => {
        for (const line of judge(readTrades(await readInput(file)))) console.log(JSON.stringify(line));
      }),
    );
}

/** One row per pool, the most suspicious first; the share rounded to four digits. */
export function judge(trades: WashTrade[]) {
  return roundTripPools(walletSums(trades)).map(({ pool, trades, wallets, washWallets, washShare, flag }) => ({
    pool: pool === ONE_POOL ? null : pool,
    trades,
    wallets,
    washWallets: washWallets.length,
    washShare: washShare === null ? null : Math.round(Number(washShare) * 10_000) / 10_000,
    flag,
  }));
}

/** Parses the CSV and checks every row; names the first line that cannot be used. */
export function readTrades(csv: string): WashTrade[] {
  let header: string[] = [];
  let rows: Record<string, string>[];
  const columns = (names: string[]) => {
    header = names;
    return names;
  };
  try {
    rows = parse(csv, { columns, bom: true, skip_empty_lines: true, trim: true });
  } catch (error) {
    throw new BadInput(`not a CSV file: ${(error as Error).message}`);
  }
  const missing = REQUIRED.filter((name) => !header.includes(name));
  if (missing.length > 0) throw new BadInput(`the header lacks ${missing.join(', ')} (it needs ${REQUIRED.join(',')})`);
  return rows.map((row, i) => readTrade(row, i + 2));
}

function readTrade({ pool, wallet, side, usd, time }: Record<string, string>, line: number): WashTrade {
  const lower = side?.toLowerCase();
  if (!wallet) throw new BadInput(`line ${line}: no wallet`);
  if (lower !== 'buy' && lower !== 'sell') throw new BadInput(`line ${line}: side must be buy or sell, not "${side}"`);
  if (!DECIMAL.test(usd ?? 'x')) throw new BadInput(`line ${line}: usd must be a plain decimal number, not "${usd}"`);
  if (!time) throw new BadInput(`line ${line}: no time`);
  return { pool: pool ?? ONE_POOL, wallet, side: lower, usd: usd === '' ? null : usd! };
}
