import type { Fact } from '@tokentape/core/facts/facts.ts';
import { getChain } from '@tokentape/core/registry/registry.ts';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { decodeEvmBlock } from '../../../indexer/src/dexes/evm.ts';
import { evmRegistry } from '../../../indexer/src/dexes/evm-registry.ts';
import { KnownPools } from '../../../indexer/src/dexes/known-pools.ts';
import { runEvmSource } from '../../../indexer/src/sources/evm.ts';
import { TABLES } from './tables.ts';

const [rpcUrl, databaseUrl, lastBlock] = process.argv.slice(2) as [string, string, string];

/** Our source and decoders into the floor's tables: what they cost without prices, rollups and depth. */
const client = new pg.Client({ connectionString: databaseUrl });
await client.connect();
await client.query(TABLES);
const pools = new KnownPools(evmRegistry('arbitrum'));
let head = { height: -1, hash: '0x' };
let rows = 0;
await runEvmSource<null>({
  chain: getChain('arbitrum'),
  rpcUrl,
  fromBlock: 0,
  toBlock: Number(lastBlock),
  database: {
    connect: async () => head,
    async transact(info, work) {
      await client.query('BEGIN');
      await work(null);
      await client.query('COMMIT');
      head = info.nextHead;
    },
  },
  pools,
  async onBatch(_store, blocks) {
    const facts = blocks.flatMap((block) => decodeEvmBlock(block, pools).facts);
    await copy('bench_swap', facts.flatMap(swapRow));
    await copy('bench_transfer', facts.flatMap(transferRow));
    rows += facts.length;
  },
  log: (message) => console.error(message),
});
await client.end();
// What fetch keeps open for later would hold the process for seconds.
process.send?.({ rows }, () => process.exit(0));

function swapRow(fact: Fact): string[] {
  if (fact.kind !== 'fill') return [];
  const { tx, index, pool, soldRaw, boughtRaw, after } = fact;
  const place = [tx.block.height, index, bytes(tx.txId), bytes(pool)];
  return [[...place, soldRaw, boughtRaw, after?.sqrtPrice, after?.liquidity, after?.tick].join('\t')];
}

function transferRow(fact: Fact): string[] {
  if (fact.kind !== 'transfer') return [];
  const { tx, index, token, from, to, raw } = fact;
  return [
    [tx.block.height, index, bytes(tx.txId), bytes(token), bytes(from ?? '0x'), bytes(to ?? '0x'), raw].join('\t'),
  ];
}

function bytes(hex: string): string {
  return `\\\\x${hex.slice(2)}`;
}

async function copy(table: string, lines: string[]): Promise<void> {
  if (lines.length === 0) return;
  const stream = client.query(copyFrom(`COPY ${table} FROM STDIN`));
  await new Promise<void>((resolve, reject) => {
    stream.on('finish', resolve).on('error', reject);
    stream.end(`${lines.join('\n')}\n`);
  });
}
