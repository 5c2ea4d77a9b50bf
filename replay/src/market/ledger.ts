import { dayName, WEEK_DAYS } from './calendar.ts';

/** What a day of one ticker, or of all, adds up to by the generator's own books. */
export interface DayBook {
  /** Micro-dollars. */
  volume: bigint;
  trades: number;
  traders: Set<string>;
  newTraders: Set<string>;
  fills: number;
}

const DAY_NAMES = Array.from({ length: WEEK_DAYS }, (_, day) => dayName(day));

/** The generator's own books of trades, in the definitions of the metrics: what the pipeline must arrive at. */
export class Ledger {
  readonly days = new Map<string, DayBook>();
  readonly tickers = new Map<string, DayBook>();
  readonly #known = new Set<string>();

  /** Books one trade: a wallet's net in one stock token in one transaction. `usd` is in micro-dollars. */
  book(day: number, ticker: string, trader: string, usd: bigint, fills: number): void {
    const isNew = !this.#known.has(trader);
    this.#known.add(trader);
    const date = DAY_NAMES[day]!;
    for (const book of [bookOf(this.days, date), bookOf(this.tickers, `${date} ${ticker}`)]) {
      book.volume += usd;
      book.trades += 1;
      book.fills += fills;
      book.traders.add(trader);
      if (isNew) book.newTraders.add(trader);
    }
  }
}

function bookOf(books: Map<string, DayBook>, key: string): DayBook {
  let book = books.get(key);
  if (book === undefined) {
    book = { volume: 0n, trades: 0, traders: new Set(), newTraders: new Set(), fills: 0 };
    books.set(key, book);
  }
  return book;
}
