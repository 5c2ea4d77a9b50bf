import { DAY, HOUR, HOURLY_ACTIVITY, WEEK_START } from './calendar.ts';
import type { DayTarget } from './launch-week.ts';
import type { Random } from './random.ts';

/** Who trades: a person, a market maker who brings the price back, or a wallet that trades with itself. */
export type TraderRole = 'retail' | 'maker' | 'washer';

/** One trade to be made: who, what, when and for how much, before any pool is asked. */
export interface PlannedTrade {
  /** Unix milliseconds. */
  time: number;
  ticker: string;
  /** Number of the wallet. */
  trader: number;
  role: TraderRole;
  usd: number;
}

/** A ticker on a day: its share of the count and the volume, and when its first pool opens. */
export interface TickerDay {
  ticker: string;
  trades: number;
  usd: number;
  opensAt: number;
  /** Whether market makers and washers are at work in it. */
  makers: boolean;
  washShare: number;
}

/** Wallet numbers by role; people come after them. */
export const MAKERS = [0, 1, 2, 3, 4, 5];
export const WASHERS = [6, 7, 8];
export const FIRST_PERSON = 9;

/** Share of a head ticker's trades that makers do, and how much larger theirs are. */
const MAKER_SHARE = 0.2;
const MAKER_SIZE = 3;
const SIZE_SPREAD = 1.35;
/** No trade is above this share of its ticker's day, so that one draw cannot bend the day. */
const LARGEST_SHARE = 0.03;

/** No trade this close to midnight, in milliseconds: block times are coarser than the plan's. */
const MIDNIGHT_MARGIN = 2000;

/** Wallets known so far; the plan of a day adds its new ones. */
export interface Population {
  /** Number of the next wallet that nobody has used. */
  next: number;
  traded: Set<number>;
}

/**
 * The trades of a day with exact counts: `target.trades` trades by `target.traders` wallets, `target.newTraders` of which
 * never traded before, in the given tickers, in order of time. The sizes of a ticker add up to its volume.
 */
export function planDay(
  day: number,
  target: DayTarget,
  tickers: readonly TickerDay[],
  population: Population,
  random: Random,
): PlannedTrade[] {
  const slots = tickers.flatMap((ticker) => Array.from({ length: ticker.trades }, () => ticker));
  if (slots.length !== target.trades) {
    throw new Error(`Day ${day}: the tickers have ${slots.length} trades, the day ${target.trades}.`);
  }
  const roles = assignRoles(slots, random);
  const traders = assignTraders(roles, target, population, random);
  const trades = slots.map((ticker, position) => ({
    ticker: ticker.ticker,
    role: roles[position]!,
    trader: traders[position]!,
    time: timeIn(day, ticker.opensAt, random),
    usd: sizeWeight(roles[position]!, random),
  }));
  for (const ticker of tickers)
    scaleTo(
      ticker.usd,
      trades.filter((trade) => trade.ticker === ticker.ticker),
    );
  return trades.sort((a, b) => a.time - b.time);
}

function assignRoles(slots: readonly TickerDay[], random: Random): TraderRole[] {
  return slots.map(({ makers, washShare }) => {
    const draw = random.unit();
    if (draw < washShare) return 'washer';
    return makers && draw < washShare + MAKER_SHARE ? 'maker' : 'retail';
  });
}

function assignTraders(
  roles: readonly TraderRole[],
  target: DayTarget,
  population: Population,
  random: Random,
): number[] {
  const special = [...(roles.includes('maker') ? MAKERS : []), ...(roles.includes('washer') ? WASHERS : [])];
  const newSpecial = special.filter((wallet) => !population.traded.has(wallet)).length;
  const fresh = Array.from({ length: target.newTraders - newSpecial }, (_, step) => population.next + step);
  population.next += fresh.length;
  const returning = target.traders - special.length - fresh.length;
  const known = random.shuffled([...population.traded].filter((wallet) => wallet >= FIRST_PERSON)).slice(0, returning);
  const people = random.shuffled([...fresh, ...known]);
  const places = random.shuffled(roles.flatMap((role, position) => (role === 'retail' ? [position] : [])));
  if (known.length < returning || people.length > places.length) {
    throw new Error(
      `The day needs ${target.traders} traders for ${places.length} trades, ${known.length} of ${returning} known.`,
    );
  }
  const traders = roles.map((role) => (role === 'washer' ? random.pick(WASHERS) : random.pick(MAKERS)));
  coverAll(traders, roles, 'maker', MAKERS);
  coverAll(traders, roles, 'washer', WASHERS);
  places.forEach((place, step) => {
    // Everyone trades once; the rest goes to the eager few, so that counts per wallet have a long tail.
    traders[place] = step < people.length ? people[step]! : people[Math.floor(people.length * random.unit() ** 3)]!;
  });
  for (const wallet of [...special, ...people]) population.traded.add(wallet);
  return traders;
}

/** Gives the first trades of a role to each of its wallets in turn, so that all of them trade. */
function coverAll(traders: number[], roles: readonly TraderRole[], role: TraderRole, wallets: readonly number[]): void {
  const places = roles.flatMap((each, position) => (each === role ? [position] : []));
  if (places.length > 0 && places.length < wallets.length)
    throw new Error(`Too few ${role} trades for ${wallets.length} wallets.`);
  wallets.forEach((wallet, step) => {
    if (places.length > 0) traders[places[step]!] = wallet;
  });
}

function timeIn(day: number, opensAt: number, random: Random): number {
  const start = WEEK_START + day * DAY;
  const openHour = Math.max(0, (opensAt - start) / HOUR);
  const weights = HOURLY_ACTIVITY.map((weight, hour) => weight * Math.min(1, Math.max(0, hour + 1 - openHour)));
  const hour = random.weighted(weights);
  const from = Math.max(hour, openHour);
  const time = Math.floor(start + random.between(from, hour + 1) * HOUR);
  return Math.min(Math.max(time, start + MIDNIGHT_MARGIN), start + DAY - MIDNIGHT_MARGIN);
}

function sizeWeight(role: TraderRole, random: Random): number {
  if (role === 'washer') return random.between(3.4, 4.6);
  return random.logNormal(SIZE_SPREAD) * (role === 'maker' ? MAKER_SIZE : 1);
}

/** Scales weights to a sum, cutting what is above the largest share until nothing is. */
function scaleTo(sum: number, trades: { usd: number }[]): void {
  const cap = Math.max(LARGEST_SHARE * sum, (1.5 * sum) / Math.max(1, trades.length));
  for (let round = 0; round < 20; round++) {
    const total = trades.reduce((all, { usd }) => all + usd, 0);
    for (const trade of trades) trade.usd = (trade.usd * sum) / total;
    if (trades.every(({ usd }) => usd <= cap * 1.0001)) return;
    for (const trade of trades) trade.usd = Math.min(trade.usd, cap);
  }
}
