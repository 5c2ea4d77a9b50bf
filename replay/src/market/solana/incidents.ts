import { DAY, WEEK_DAYS, WEEK_START } from '../calendar.ts';
import { otherToken, quoteIn, sideOf } from '../pool.ts';
import { Random } from '../random.ts';
import type { Act } from '../timeline.ts';
import { FIRST_PERSON } from '../trade-plan.ts';
import type { Ticker } from '../trading-floor.ts';
import { moveBalance } from '../wallet.ts';
import { inventedAddress } from './addresses.ts';
import { dustWithImpostor, poolOfImpostor, unknownProgramMove } from './hostile.ts';
import type { SolanaStage } from './solana-stage.ts';

const ARBITRAGES_A_DAY = 12;
const AIRDROPS_A_DAY = 3;
const UNKNOWN_PROGRAMS_A_DAY = 4;
/** The first two days keep to the published figures alone. */
const FIRST_ARBITRAGE_DAY = 2;

/** What an index must not stumble over: round trips that net to nothing, impostor mints with hostile names, unknown programs. */
export function incidentActs(stage: SolanaStage): Act[] {
  const random = new Random(stage.seed, 'solana incidents');
  const acts: Act[] = [];
  for (let day = 0; day < WEEK_DAYS; day++) {
    const moment = (): number => WEEK_START + day * DAY + random.integer(2000, DAY - 2000);
    for (let step = 0; day >= FIRST_ARBITRAGE_DAY && step < ARBITRAGES_A_DAY; step++) {
      acts.push({ time: moment(), run: (time) => arbitrage(stage, time, random) });
    }
    for (let step = 0; step < AIRDROPS_A_DAY; step++)
      acts.push({ time: moment(), run: (time) => airdrop(stage, time, random) });
    for (let step = 0; step < UNKNOWN_PROGRAMS_A_DAY; step++) {
      acts.push({ time: moment(), run: (time) => unknownProgram(stage, time, random) });
    }
  }
  return [...acts, ...impostorPoolActs(stage)];
}

/** Buys in one pool and sells all of it in another within one transaction: a passthrough, no trade. */
function arbitrage(stage: SolanaStage, time: number, random: Random): void {
  const ticker = random.pick(['NVDAx', 'TSLAx', 'SPYx', 'CRCLx'].map((symbol) => stage.tickers.get(symbol)!));
  const pools = ticker.pools.filter(({ pool }) => otherToken(pool, ticker.token) === stage.usdc);
  const [from, to] = random.shuffled(pools);
  if (from === undefined || to === undefined) return;
  const buy = quoteIn(from.pool, sideOf(from.pool, stage.usdc), BigInt(random.integer(50, 900)) * 1_000_000n);
  const sell = buy && quoteIn(to.pool, sideOf(to.pool, ticker.token), buy.amountOut);
  if (buy === undefined || sell === undefined) return;
  const searcher = stage.wallet(`searcher ${random.integer(0, 2)}`);
  const hops = [
    { pool: from.pool, sell: sideOf(from.pool, stage.usdc), quote: buy },
    { pool: to.pool, sell: sideOf(to.pool, ticker.token), quote: sell },
  ];
  stage.floor.exchange.swap(time, searcher, searcher, hops, true);
}

/** Tickers that strangers give to tokens of their own, with the day on which they create a pool. */
const IMPOSTOR_POOLS = [
  { symbol: 'TSLAx', name: 'Tesla xStock', day: 1 },
  // A Greek Ρ.
  { symbol: 'S\u03a1Yx', name: 'SP500 xStock =HYPERLINK("http://xstocks.example")', day: 3 },
  { symbol: '\u202eNVDAx', name: '\u202eNVIDIA <b>xStock</b>', day: 5 },
] as const;

function impostorPoolActs(stage: SolanaStage): Act[] {
  const random = new Random(stage.seed, 'solana impostor pools');
  return IMPOSTOR_POOLS.map(({ symbol, name, day }) => ({
    time: WEEK_START + day * DAY + random.integer(2000, DAY - 2000),
    run: (time) => impostorPool(stage, time, symbol, name),
  }));
}

/** A pool of an impostor, in one transaction with a speck of the real token: that is how it comes to be read. */
function impostorPool(stage: SolanaStage, time: number, symbol: string, name: string): void {
  const { token } = stage.tickers.get('SPYx')!;
  const spammer = stage.wallet('spammer');
  if ((spammer.balances.get(token) ?? 0n) < 10n)
    stage.floor.exchange.transfer(time, token, stage.floor.custodian, spammer, 100n);
  const victim = stage.floor.wallet(FIRST_PERSON);
  const bait = [moveBalance(spammer, token, -1n), moveBalance(victim, token, 1n)] as const;
  const invented = (part: string): string => inventedAddress(`impostor ${symbol} ${part}`);
  const vaults = { vault0: invented('vault 0'), vault1: invented('vault 1') };
  const pool = {
    address: invented('pool'),
    ...vaults,
    observation: invented('observation'),
    tickArray: invented('lp'),
  };
  const impostor = { mint: invented('mint'), symbol, name, pool };
  stage.recorder.custom(time, spammer, (tools) => poolOfImpostor(tools, bait, stage.usdc, impostor));
}

/** Names that a page, a query or a spreadsheet must not take at their word. */
const HOSTILE_NAMES = [
  'TSLAx\u202exlsst <img src=x onerror=alert(1)>',
  '=HYPERLINK("http://xstocks.example","SPYx")',
  "NVDAx'); DROP TABLE token;--",
  'SPYx\u0000{{constructor}}',
  '\u2066AAPLx\u2069javascript:alert(1)',
];

/** A stranger mints a token with a stock's ticker in its name and sends a speck of the real one beside it. */
function airdrop(stage: SolanaStage, time: number, random: Random): void {
  const ticker = heldBySomeone(stage, random);
  const spammer = stage.wallet('spammer');
  const victim = stage.floor.wallet(random.integer(FIRST_PERSON, FIRST_PERSON + 900));
  const { token } = ticker;
  if ((spammer.balances.get(token) ?? 0n) < 10n)
    stage.floor.exchange.transfer(time, token, stage.floor.custodian, spammer, 100n);
  const changes = [moveBalance(spammer, token, -1n), moveBalance(victim, token, 1n)] as const;
  const impostor = inventedAddress(`impostor ${time}`);
  const name = random.pick(HOSTILE_NAMES);
  stage.recorder.custom(time, spammer, (tools) => dustWithImpostor(tools, changes, impostor, name));
}

/** A program that nobody has heard of takes a stock token into custody. */
function unknownProgram(stage: SolanaStage, time: number, random: Random): void {
  const { token } = heldBySomeone(stage, random);
  const depositor = stage.floor.wallet(random.integer(FIRST_PERSON, FIRST_PERSON + 900));
  const held = depositor.balances.get(token) ?? 0n;
  if (held < 2n) return;
  const vault = stage.wallet('vault of an unknown program');
  const changes = [moveBalance(depositor, token, -(held / 2n)), moveBalance(vault, token, held / 2n)] as const;
  stage.recorder.custom(time, depositor, (tools) => unknownProgramMove(tools, changes));
}

function heldBySomeone({ tickers }: SolanaStage, random: Random): Ticker {
  return random.pick([...tickers.values()].filter(({ head }) => head));
}
