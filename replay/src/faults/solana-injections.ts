import type { Injection } from './injection.ts';

interface Page {
  data: { slot: number; meta?: unknown }[];
  paginationToken: string | null;
}

const PAGES = ['getTransactionsForAddress'];

function page(result: unknown, change: (page: Page) => Page): { result: unknown } {
  return { result: change(result as Page) };
}

/** Faults of a Solana node and of Helius's paged history. */
export const solanaInjections = {
  /** A block that exists is said to be skipped (F40, F41), or not yet there (`value` gives the code, -32007 by default). */
  'F41-false-skip': {
    stage: 'result',
    strikes: ['getBlock'],
    inject: (_result, value = -32007, [slot]) => ({
      error: {
        code: value,
        message: `Slot ${String(slot)} was skipped, or missing due to ledger jump to recent snapshot`,
      },
    }),
  },
  /** `value`: position in the answer of the transaction that loses its meta, the first by default. */
  'F42-meta-null': {
    stage: 'result',
    strikes: [...PAGES, 'getTransaction'],
    inject(result, value = 0) {
      if (typeof result !== 'object' || result === null) return { result };
      if (!('data' in result)) return { result: { ...result, meta: null } };
      return page(result, ({ data, ...rest }) => ({
        ...rest,
        data: data.map((each, position) => (position === value && 'meta' in each ? { ...each, meta: null } : each)),
      }));
    },
  },
  'F45-block-time-null': {
    stage: 'result',
    strikes: PAGES,
    inject: (result) =>
      page(result, ({ data, ...rest }) => ({ ...rest, data: data.map((each) => ({ ...each, blockTime: null })) })),
  },
  /** Every transaction of the page twice. */
  'F46-repeated-entries': {
    stage: 'result',
    strikes: PAGES,
    inject: (result) => page(result, ({ data, ...rest }) => ({ ...rest, data: data.flatMap((each) => [each, each]) })),
  },
  /** Transactions of one slot in reverse order. */
  'F46-reordered-slot': {
    stage: 'result',
    strikes: PAGES,
    inject: (result) => page(result, ({ data, ...rest }) => ({ ...rest, data: reversedInSlots(data) })),
  },
  /** The page's token is the token that asked for it (or the first page's own): a loop. */
  'F46-repeated-token': {
    stage: 'result',
    strikes: PAGES,
    inject(result, _value, [, config]) {
      const asked = (config as { paginationToken?: string | null } | undefined)?.paginationToken;
      return page(result, (each) => ({ ...each, paginationToken: asked ?? each.paginationToken }));
    },
  },
  'F46-expired-token': {
    stage: 'result',
    strikes: PAGES,
    inject(result, _value, [, config]) {
      const asked = (config as { paginationToken?: string | null } | undefined)?.paginationToken;
      return asked == null ? { result } : { error: { code: -32602, message: 'Invalid paginationToken: expired' } };
    },
  },
  'F47-result-null': { stage: 'result', strikes: [...PAGES, 'getTransaction'], inject: () => ({ result: null }) },
  'F47-result-missing': { stage: 'result', strikes: [...PAGES, 'getTransaction'], inject: () => ({}) },
  'F47-data-missing': {
    stage: 'result',
    strikes: PAGES,
    inject: (result) => ({ result: { paginationToken: (result as Page).paginationToken } }),
  },
  /** `value`: position of a transaction that the page leaves out, the first by default: it appears later or never. */
  'F49-late-transaction': {
    stage: 'result',
    strikes: PAGES,
    inject: (result, value = 0) =>
      page(result, ({ data, ...rest }) => ({ ...rest, data: data.filter((_, position) => position !== value) })),
  },
  'F52-history-pruned': {
    stage: 'result',
    strikes: [...PAGES, 'getTransaction', 'getBlock', 'getSignaturesForAddress'],
    inject: () => ({ error: { code: -32011, message: 'Transaction history is not available from this node' } }),
  },
} satisfies Record<string, Injection>;

function reversedInSlots<T extends { slot: number }>(data: T[]): T[] {
  const slots = [...new Set(data.map(({ slot }) => slot))];
  return slots.flatMap((slot) => data.filter((each) => each.slot === slot).reverse());
}
