import type { CopyRows } from '../copy-rows.ts';
import { timeText } from '../time-text.ts';
import { Cell } from './cells.ts';
import { absolute, addTo, decimalText, zero } from './decimal.ts';
import type { Part, PricedFill } from './trades.ts';

/** A cell of `pool_hour` or `pool_day`; `a` is the pool. */
export class PoolSums extends Cell {
  #fills = 0;
  #trades = 0;
  #unpriced = 0;
  readonly #volume = zero();
  #sold0 = 0n;
  #sold1 = 0n;
  #bought0 = 0n;
  #bought1 = 0n;
  #last = 0;

  addFill({ pool, soldToken, soldRaw, boughtRaw, usd }: PricedFill, time: number): void {
    this.#fills += 1;
    if (usd === null) this.#unpriced += 1;
    if (soldToken === pool.token0.key) {
      this.#sold0 += soldRaw;
      this.#bought1 += boughtRaw;
    } else {
      this.#sold1 += soldRaw;
      this.#bought0 += boughtRaw;
    }
    if (time > this.#last) this.#last = time;
  }

  addPart({ net, usd }: Part): void {
    if (net === 0n) return;
    this.#trades += 1;
    addTo(this.#volume, absolute(usd));
  }

  addRow(rows: CopyRows, period: string): void {
    const row = rows.int(this.a).text(period).int(this.#fills).int(this.#trades).int(this.#unpriced);
    row.text(decimalText(this.#volume)).big(this.#sold0).big(this.#sold1).big(this.#bought0).big(this.#bought1);
    row.text(timeText(this.#last)).end();
  }
}
