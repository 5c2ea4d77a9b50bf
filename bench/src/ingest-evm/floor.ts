import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { SWAP, TABLES, TRANSFER } from './tables.ts';

const [url, databaseUrl, lastBlock, addressList] = process.argv.slice(2) as [string, string, string, string];
const addresses = addressList.split(',');
const STEP = 500;

interface Log {
  address: string;
  topics: string[];
  data: string;
  blockNumber: string;
  logIndex: string;
  transactionHash: string;
}

/** The least that anybody can do: ask for the logs, cut the words, copy the rows. */
const client = new pg.Client({ connectionString: databaseUrl });
await client.connect();
await client.query(TABLES);
let rows = 0;
let coming = fetchLogs(0);
for (let from = 0; from <= Number(lastBlock); from += STEP) {
  const logs = await coming;
  coming = fetchLogs(from + STEP);
  const swaps = logs.filter(({ topics }) => topics[0] === SWAP);
  const transfers = logs.filter(({ topics }) => topics[0] === TRANSFER);
  await copy('bench_swap', swaps.map(swapRow));
  await copy('bench_transfer', transfers.map(transferRow));
  rows += swaps.length + transfers.length;
}
await client.end();
process.send?.({ rows });
process.disconnect?.();

async function fetchLogs(from: number): Promise<Log[]> {
  if (from > Number(lastBlock)) return [];
  const to = Math.min(Number(lastBlock), from + STEP - 1);
  const range = { fromBlock: `0x${from.toString(16)}`, toBlock: `0x${to.toString(16)}` };
  const params = [{ ...range, address: addresses, topics: [[SWAP, TRANSFER]] }];
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'eth_getLogs', params });
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  return ((await response.json()) as { result: Log[] }).result;
}

function words(data: string): bigint[] {
  return (data.slice(2).match(/.{64}/g) ?? []).map((word) => BigInt.asIntN(256, BigInt(`0x${word}`)));
}

function swapRow({ address, data, blockNumber, logIndex, transactionHash }: Log): string {
  return [Number(blockNumber), Number(logIndex), bytes(transactionHash), bytes(address), ...words(data)].join('\t');
}

function transferRow({ address, topics, data, blockNumber, logIndex, transactionHash }: Log): string {
  const owners = [topics[1]!, topics[2]!].map((topic) => bytes(`0x${topic.slice(26)}`));
  return [
    Number(blockNumber),
    Number(logIndex),
    bytes(transactionHash),
    bytes(address),
    ...owners,
    ...words(data),
  ].join('\t');
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
