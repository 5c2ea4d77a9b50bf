import type { FillKey } from '../../../api/src/queries/fill-row.ts';
import type { FillQuestion } from '../../../api/src/queries/fills.ts';
import type { Window } from '../../../api/src/queries/stats.ts';
import { Random } from '../ingest-evm/random.ts';
import { overviewLines, overviewRows, pageLines, pageRows, peerSql, tradersLines, tradersRows } from './answers.ts';
import type { Peer } from './duckdb.ts';
import { DAYS, type Market } from './market.ts';
import { type Ours, PAGE } from './ours.ts';
import { type Timing, timed } from './timing.ts';

/** One question, asked of us and of the peer. */
export interface Result {
  name: string;
  /** Milliseconds that were aimed at; null for none. */
  target: number | null;
  ours: Timing;
  peer: Timing | null;
}

const TURNS = 40;
const PAGE_TURNS = 60;
const PEER_TURNS = 5;

interface Question<T> {
  name: string;
  target: number;
  turns?: number;
  ask(turn: number): Promise<T>;
  lines(answer: T, turn: number): string[];
  sql(turn: number): string;
  rows(rows: unknown[][]): string[];
}

/**
 * Asks every question of both, in turn, and compares the answers.
 * @throws Error when two answers differ
 */
export async function measureAll(ours: Ours, peer: Peer | null, market: Market): Promise<Result[]> {
  const { overview, traders, tradersOfAll } = windowQuestions(ours, market);
  const results: Result[] = [];
  for (const question of overview) results.push(await measure(ours, question, peer));
  results.push(await measure(ours, traders, peer), await measure(ours, tradersOfAll, peer));
  for (const question of await pageQuestions(ours, market)) results.push(await measure(ours, question, peer));
  return results;
}

async function measure<T>(ours: Ours, question: Question<T>, peer: Peer | null): Promise<Result> {
  const { name, target, turns = TURNS } = question;
  const { timing, answer } = await timed(turns, question.ask, ours.backends);
  const result: Result = { name, target, ours: timing, peer: null };
  if (!peer) return result;
  const theirs = await timed(PEER_TURNS, (turn) => peer.rows(question.sql(turn)));
  result.peer = theirs.timing;
  same(name, question.lines(answer, turns), question.rows(await peer.rows(question.sql(turns))));
  same(name, question.lines(await question.ask(PEER_TURNS), PEER_TURNS), question.rows(theirs.answer));
  return result;
}

function same(name: string, ours: readonly string[], theirs: readonly string[]): void {
  const at = ours.findIndex((line, index) => line !== theirs[index]);
  if (at === -1 && ours.length === theirs.length) return;
  const place = at === -1 ? Math.min(ours.length, theirs.length) : at;
  throw new Error(
    `${name}: ${ours.length} lines against ${theirs.length}, first "${ours[place]}" against "${theirs[place]}"`,
  );
}

function windowQuestions(ours: Ours, market: Market) {
  const day = (index: number) => new Date((market.firstSecond + index * 86_400) * 1000).toISOString().slice(0, 10);
  const all = { from: day(0), to: day(DAYS - 1) };
  const last = { from: day(DAYS - 30), to: day(DAYS - 1) };
  const random = new Random(7);
  const starts = Array.from({ length: TURNS + 1 }, () => random.below(DAYS - 30));
  const month = (turn: number): Window => {
    const start = starts[turn % starts.length] as number;
    return { from: day(start), to: day(start + 29) };
  };
  const overview = (name: string, window: Window, target: number, sql: string, turns: number) => ({
    ...{ name, target, turns },
    ask: () => ours.overview(window),
    lines: (answer: Awaited<ReturnType<Ours['overview']>>) => overviewLines(market, window, answer),
    sql: () => sql,
    rows: overviewRows,
  });
  return {
    overview: [
      overview('overview_30d', last, 15, peerSql.overview(last), TURNS),
      overview('overview_all', all, 150, peerSql.overview(null), TURNS),
    ],
    traders: {
      ...{ name: 'traders_per_ticker_30d', target: 40, lines: tradersLines, rows: tradersRows },
      ask: (turn: number) => ours.tradersPerTicker(month(turn)),
      sql: (turn: number) => peerSql.traders(month(turn)),
    },
    tradersOfAll: {
      ...{ name: 'traders_all', target: 100 },
      ask: () => ours.tradersOfAll(all),
      lines: (answer: number) => [String(answer)],
      sql: () => peerSql.tradersOfAll(),
      rows: tradersRows,
    },
  };
}

async function pageQuestions(ours: Ours, market: Market) {
  const random = new Random(11);
  // A place somewhere in two years for every turn: no page is read twice.
  const places = Array.from({ length: PAGE_TURNS + 1 }, (): FillKey => {
    const second = Math.floor(((random.below(900) + 50) / 1000) * market.seconds);
    return [String((market.firstSecond + second) * 1_000_000), 1, String(second), 0, 0];
  });
  const ticker = market.tickers[20]!;
  const trader = market.traders.solana.first + 1_000;
  const address = await ours.addressOf(trader);
  const scopes: [name: string, question: Partial<FillQuestion>, condition: string][] = [
    ['all', {}, 'true'],
    ['pool', { poolKeys: [ticker.pools[0]!.key] }, `pool_key = ${ticker.pools[0]!.key}`],
    ['asset', { poolKeys: ticker.pools.map(({ key }) => key) }, `asset_key = ${ticker.assetKey}`],
    ['trader', { trader: address }, `trader_key = ${trader}`],
  ];
  const question = (
    name: string,
    scope: Partial<FillQuestion>,
    condition: string,
    placeOf: (turn: number) => FillKey | null,
  ) => ({
    ...{ name, target: 2, turns: PAGE_TURNS, lines: pageLines, rows: pageRows },
    ask: (turn: number) => ours.page({ ...scope, after: placeOf(turn) }),
    sql: (turn: number) => peerSql.page(condition, placeOf(turn), PAGE + 1),
  });
  return scopes.flatMap(([name, scope, condition]) => [
    question(`page_${name}_first`, scope, condition, () => null),
    question(`page_${name}_deep`, scope, condition, (turn) => places[turn % places.length] as FillKey),
  ]);
}
