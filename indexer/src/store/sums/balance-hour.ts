import type { CopyRows } from '../copy-rows.ts';
import { Cell } from './cells.ts';

/** A cell of `balance_hour`; `a` is the token and `b` the owner. Units stay when the token rebases. */
export class BalanceHour extends Cell {
  in = 0n;
  out = 0n;

  addRow(rows: CopyRows, period: string): void {
    rows.int(this.a).int(this.b).text(period).big(this.in).big(this.out).end();
  }
}
