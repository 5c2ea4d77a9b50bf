import type { CopyRows } from '../copy-rows.ts';
import { Cell } from './cells.ts';
import { addTo, decimalText, zero } from './decimal.ts';
import type { Trade } from './trades.ts';

/** A cell of `asset_hour` or `asset_day`; `a` is the token. */
export class AssetSums extends Cell {
  #fills = 0;
  #trades = 0;
  #passthroughs = 0;
  #transactions = 0;
  #unpriced = 0;
  #buys = 0;
  #sells = 0;
  readonly #buy = zero();
  readonly #sell = zero();
  readonly #volume = zero();
  readonly #inTotal = zero();
  /** The transaction that was counted last. */
  #counted = 0;

  /** @param serial number of the transaction */
  add({ netRaw, fills, usd, inTotalUsd }: Trade, serial: number): void {
    this.#fills += fills;
    if (this.#counted !== serial) this.#transactions += 1;
    this.#counted = serial;
    if (netRaw === 0n) {
      this.#passthroughs += 1;
      return;
    }
    this.#trades += 1;
    if (netRaw > 0n) this.#buys += 1;
    else this.#sells += 1;
    if (usd === null || inTotalUsd === null) {
      this.#unpriced += 1;
      return;
    }
    addTo(netRaw > 0n ? this.#buy : this.#sell, usd);
    addTo(this.#volume, usd);
    addTo(this.#inTotal, inTotalUsd);
  }

  addRow(rows: CopyRows, period: string): void {
    const row = rows.int(this.a).text(period).int(this.#fills).int(this.#trades).int(this.#passthroughs);
    row.int(this.#transactions).int(this.#unpriced).int(this.#buys).int(this.#sells);
    row.text(decimalText(this.#buy)).text(decimalText(this.#sell));
    row.text(decimalText(this.#volume)).text(decimalText(this.#inTotal)).end();
  }
}
