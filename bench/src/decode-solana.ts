import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { DexParser, type SolanaTransaction } from 'solana-dex-parser';
import { decodeSolanaTransaction, parseSolanaTransaction } from '../../indexer/src/dexes/solana.ts';

/**
 * Parse and decode of the recorded transactions, from text to facts, on one core: beside JSON.parse alone, which nobody
 * who starts from text can beat, and beside solana-dex-parser from the same text. Rates are per second of this process's
 * processor time, so that a busy machine does not change them; the median of several rounds counts.
 */
const FOLDER = resolve(import.meta.dirname, '../../../shared/real/solana');
const ROUNDS = 7;
const ROUND_MS = 1_000;
const WARM_MS = 1_500;

if (!existsSync(FOLDER)) {
  console.error('No recorded transactions: this bench reads ../shared/real/solana beside the repository.');
  process.exit(1);
}
const texts = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.json'))
  .map((file) => readFileSync(resolve(FOLDER, file), 'utf8'));

const position = { chain: 'solana', txIndex: 0, hash: '' };
const peer = new DexParser();
let facts = 0;
let trades = 0;

const contenders = {
  parse: (text: string) => void JSON.parse(text),
  ours: (text: string) => {
    facts += decodeSolanaTransaction(parseSolanaTransaction(JSON.parse(text)), position).facts.length;
  },
  solana_dex_parser: (text: string) => {
    const answer = JSON.parse(text);
    trades += peer.parseAll((answer.result ?? answer) as SolanaTransaction).trades.length;
  },
};

const processorMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** Transactions in a second of processor time. */
function rate(run: (text: string) => void, forMs: number): number {
  let count = 0;
  const begun = processorMs();
  let spent = 0;
  while (spent < forMs) {
    for (let turn = 0; turn < 5; turn++) for (const text of texts) run(text);
    count += 5 * texts.length;
    spent = processorMs() - begun;
  }
  return (count * 1000) / spent;
}

const rates = new Map<string, number[]>();
for (const run of Object.values(contenders)) rate(run, WARM_MS);
// In turn, so that a change of the machine's pace meets all alike.
for (let round = 0; round < ROUNDS; round++) {
  for (const [name, run] of Object.entries(contenders)) {
    rates.set(name, [...(rates.get(name) ?? []), rate(run, ROUND_MS)]);
  }
}
if (facts === 0 || trades === 0) throw new Error('A contender decoded nothing: the comparison would mean nothing.');

const median = (name: string): number => {
  const sorted = (rates.get(name) ?? []).toSorted((a, b) => a - b);
  return Math.round(sorted[sorted.length >> 1] ?? 0);
};
for (const [name, all] of rates) {
  console.log(`${name}: ${all.map((each) => Math.round(each)).join(', ')} transactions/s`);
}
const [parse_tx_s, ours_tx_s, solana_dex_parser_tx_s] = [median('parse'), median('ours'), median('solana_dex_parser')];
const ratio = Math.round((ours_tx_s / solana_dex_parser_tx_s) * 100) / 100;
console.log(JSON.stringify({ parse_tx_s, ours_tx_s, solana_dex_parser_tx_s, ratio }));
