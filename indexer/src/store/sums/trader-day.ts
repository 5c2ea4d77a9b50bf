import type { CopyRows } from '../copy-rows.ts';
import { Cell } from './cells.ts';
import { absolute, addTo, decimalText, zero } from './decimal.ts';
import type { Part } from './trades.ts';

/** A cell of `trader_day`; `a` is the pool and `b` the trader. */
export class TraderDay extends Cell {
  #buys = 0;
  #sells = 0;
  readonly #buy = zero();
  readonly #sell = zero();

  add({ net, usd }: Part): void {
    if (net > 0n) {
      this.#buys += 1;
      addTo(this.#buy, absolute(usd));
    } else if (net < 0n) {
      this.#sells += 1;
      addTo(this.#sell, absolute(usd));
    }
  }

  addRow(rows: CopyRows, period: string): void {
    const row = rows.int(this.a).text(period).int(this.b).int(this.#buys).int(this.#sells);
    row.text(decimalText(this.#buy)).text(decimalText(this.#sell)).end();
  }
}
