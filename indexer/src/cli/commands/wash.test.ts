import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { judge, readTrades } from './wash.ts';

const recorded = resolve(import.meta.dirname, '../../../../../shared/real/xstocks-trades');
if (!existsSync(recorded)) console.log('skipped: the recorded xStocks trades are not here');

interface RecordedTrade {
  tx_from_address: string;
  kind: string;
  volume_in_usd: string;
  block_timestamp: string;
}

const csvOf = (trades: RecordedTrade[], pool: string) =>
  ['pool,wallet,side,usd,time']
    .concat(trades.map((t) => [pool, t.tx_from_address, t.kind, t.volume_in_usd, t.block_timestamp].join(',')))
    .join('\n');

describe('tape wash', () => {
  it.runIf(existsSync(recorded))('gives the published result of every recorded pool', () => {
    const [header, ...lines] = readFileSync(resolve(recorded, 'expected-wash.csv'), 'utf8').trim().split('\n');
    const names = header!.split(',');
    const expected = lines.map((line) => Object.fromEntries(line.split(',').map((cell, i) => [names[i], cell])));
    const files = readdirSync(recorded).filter((file) => file.endsWith('.json'));
    expect(files).toHaveLength(expected.length);
    for (const file of files) {
      const { pool, trades } = JSON.parse(readFileSync(resolve(recorded, file), 'utf8'));
      const row = expected.find((candidate) => candidate.pool === pool)!;
      expect(judge(readTrades(csvOf(trades, pool)))).toEqual([
        {
          pool,
          trades: Number(row.n_trades),
          wallets: Number(row.n_wallets),
          washWallets: Number(row.n_wash_bots),
          washShare: Number(row.wash_share),
          flag: row.flag === 'True',
        },
      ]);
    }
  });

  it('takes a file without pools as one pool', () => {
    const [row] = judge(readTrades('wallet,side,usd,time\na,buy,1.5,2026-01-01\nb,SELL,2,2026-01-01\n'));
    expect(row).toEqual({ pool: null, trades: 2, wallets: 2, washWallets: 0, washShare: 0, flag: false });
  });

  it('takes tiny amounts in scientific notation, unpriced trades, and a file without trades', () => {
    const [row] = judge(readTrades('wallet,side,usd,time\na,buy,1.5e-7,t\na,sell,,t\n'));
    expect(row).toMatchObject({ trades: 2, wallets: 1, washShare: 0 });
    expect(judge(readTrades('wallet,side,usd,time\n'))).toEqual([]);
  });

  it.each([
    ['wallet,side,usd\na,buy,1', 'the header lacks time'],
    ['', 'the header lacks wallet, side, usd, time'],
    ['wallet,side,usd,time\na,swap,1,t', 'line 2: side must be buy or sell'],
    ['wallet,side,usd,time\na,buy,1,t\nb,sell,-4,t', 'line 3: usd must be a plain decimal'],
    ['wallet,side,usd,time\n,buy,1,t', 'line 2: no wallet'],
  ])('says what is wrong with %j', (csv, message) => {
    expect(() => readTrades(csv)).toThrow(message);
  });
});
