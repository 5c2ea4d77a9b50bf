import { EvmBatchProcessor } from '@subsquid/evm-processor';
import { TypeormDatabase } from '@subsquid/typeorm-store';
import { DataSource, EntitySchema } from 'typeorm';
import { SWAP, TABLES, TRANSFER } from './tables.ts';

const [rpcUrl, databaseUrl, lastBlock, addressList] = process.argv.slice(2) as [string, string, string, string];
const addresses = addressList.split(',');

class Row {
  /** typeorm-store's type asks for it; the tables have natural keys. */
  declare id: string;
  block!: number;
  log_index!: number;
  constructor(fields: object) {
    Object.assign(this, fields);
  }
}
class BenchSwap extends Row {}
class BenchTransfer extends Row {}

const place = {
  block: { type: 'bigint', primary: true },
  log_index: { type: 'int', primary: true },
  tx_hash: { type: 'bytea' },
} as const;
const raw = { type: 'numeric' } as const;
const swapSchema = new EntitySchema({
  name: 'BenchSwap',
  tableName: 'bench_swap',
  target: BenchSwap,
  columns: {
    ...place,
    pool: { type: 'bytea' },
    amount0: raw,
    amount1: raw,
    sqrt_price: raw,
    liquidity: raw,
    tick: { type: 'int' },
  },
});
const transferSchema = new EntitySchema({
  name: 'BenchTransfer',
  tableName: 'bench_transfer',
  target: BenchTransfer,
  columns: { ...place, token: { type: 'bytea' }, sender: { type: 'bytea' }, receiver: { type: 'bytea' }, raw },
});

/** typeorm-store as it comes, with the tables of the bench in place of generated models. */
class Database extends TypeormDatabase {
  protected override async initializeDataSource(): Promise<DataSource> {
    const source = new DataSource({ type: 'postgres', url: databaseUrl, entities: [swapSchema, transferSchema] });
    await source.initialize();
    await source.query(TABLES);
    return source;
  }
}

const processor = new EvmBatchProcessor()
  .setRpcEndpoint({ url: rpcUrl, capacity: 10, maxBatchCallSize: 100 })
  .setFinalityConfirmation(0)
  .setFields({ log: { transactionHash: true } })
  .setBlockRange({ from: 0, to: Number(lastBlock) })
  .addLog({ address: addresses, topic0: [SWAP, TRANSFER] });

const bytes = (hex: string): Buffer => Buffer.from(hex.slice(2), 'hex');
const words = (data: string): bigint[] =>
  (data.slice(2).match(/.{64}/g) ?? []).map((word) => BigInt.asIntN(256, BigInt(`0x${word}`)));

/** A stock squid: evm-processor over plain RPC, typeorm-store's own insert. The process ends by itself at the last block. */
processor.run(new Database({ supportHotBlocks: false }), async ({ store, blocks }) => {
  const swaps: BenchSwap[] = [];
  const transfers: BenchTransfer[] = [];
  for (const { header, logs } of blocks) {
    for (const log of logs) {
      const at = { block: header.height, log_index: log.logIndex, tx_hash: bytes(log.transactionHash) };
      if (log.topics[0] === SWAP) {
        const [amount0, amount1, sqrt_price, liquidity, tick] = words(log.data);
        const amounts = {
          amount0: `${amount0}`,
          amount1: `${amount1}`,
          sqrt_price: `${sqrt_price}`,
          liquidity: `${liquidity}`,
        };
        swaps.push(new BenchSwap({ ...at, pool: bytes(log.address), ...amounts, tick: Number(tick) }));
      } else if (log.topics[0] === TRANSFER) {
        const [sender, receiver] = [log.topics[1]!, log.topics[2]!].map((topic) => bytes(`0x${topic.slice(26)}`));
        transfers.push(
          new BenchTransfer({ ...at, token: bytes(log.address), sender, receiver, raw: `${words(log.data)[0]}` }),
        );
      }
    }
  }
  await store.insert(swaps);
  await store.insert(transfers);
});
