import { minus, ratio } from '@tokentape/core/decimal.ts';
import type { CountingRulesRow } from '../queries/counting-rules.ts';

interface Point {
  day: string;
  volumeUsd: string;
  trades: number;
  traders: number;
  newTraders: number;
}

/**
 * What was published beside what each way of counting gives here: `trades/owner` nets the fills of one wallet and
 * token in a transaction, `fills/owner` counts every crossing of a pool, `transactions/signer` counts transactions.
 * @param published the figure stated for a day and quantity, null where nobody stated one
 */
export function reconciliation(
  points: readonly Point[],
  rules: readonly CountingRulesRow[],
  published: (day: string, quantity: string) => string | null,
) {
  return points.flatMap((point) => {
    const row = rules.find(({ day }) => day === point.day);
    const line = (quantity: string, rule: string, computed: string | number) =>
      compared(point.day, quantity, rule, published(point.day, quantity), String(computed));
    return [
      line('volume', 'trades/owner', point.volumeUsd),
      line('volume', 'fills/owner', row?.fillsUsd ?? '0'),
      line('trades', 'trades/owner', point.trades),
      line('trades', 'fills/owner', row?.fills ?? 0),
      line('trades', 'transactions/signer', row?.transactions ?? 0),
      line('traders', 'trades/owner', point.traders),
      line('traders', 'fills/owner', row?.fillTraders ?? 0),
      line('traders', 'transactions/signer', row?.signers ?? 0),
      line('new-traders', 'trades/owner', point.newTraders),
      line('new-traders', 'fills/owner', row?.newFillTraders ?? 0),
      line('new-traders', 'transactions/signer', row?.newSigners ?? 0),
    ];
  });
}

function compared(day: string, quantity: string, rule: string, published: string | null, computed: string) {
  const quotient = published === null ? null : ratio(computed, published);
  return { day, quantity, rule, published, computed, difference: quotient === null ? null : minus(quotient, '1') };
}
