import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SpreadLine, SpreadRule, SpreadShape } from '../facts/change-terms.ts';
import { type SpreadBook, spreadOver } from './bin-spread.ts';
import { shapeWeights } from './bin-weights.ts';

const ACTIVE = 10;
const STEP = 25;
const OFFERED = [1_000_003n, 2_000_005n] as const;
const MIXED: SpreadBook = { binStep: STEP, active: { amount0: 333_333n, amount1: 444_444n } };

type Row = readonly [id: number, amount0: number, amount1: number];

function spread(
  rule: SpreadRule,
  range: readonly [number, number],
  book = MIXED,
  offered = OFFERED as readonly bigint[],
) {
  const bins = spreadOver({ active: ACTIVE, offered: [offered[0]!, offered[1]!], rule }, range, book);
  return bins?.map(({ id, amount0, amount1 }): Row => [id, Number(amount0), Number(amount1)]) ?? null;
}

const holding = (amount0: bigint, amount1: bigint): SpreadBook => ({ binStep: STEP, active: { amount0, amount1 } });

// The tables were worked out from the program's source by a second implementation in another language.
describe('a deposit by weights', () => {
  const around = [
    [9, 10],
    [10, 30],
    [11, 7],
  ] as const;
  const cases: [name: string, weights: readonly (readonly [number, number])[], book: SpreadBook, expected: Row[]][] = [
    [
      'around an active bin that holds both tokens',
      [
        [7, 20],
        [9, 10],
        [10, 30],
        [12, 7],
      ],
      MIXED,
      [
        [7, 0, 851_807],
        [9, 0, 425_903],
        [10, 541_720, 722_294],
        [12, 289_332, 0],
      ],
    ],
    [
      'around an empty one, which takes half of each',
      around,
      holding(0n, 0n),
      [
        [9, 0, 466_409],
        [10, 682_361, 699_613],
        [11, 317_641, 0],
      ],
    ],
    [
      'around one that holds token 1 alone',
      around,
      holding(0n, 5n),
      [
        [9, 0, 500_001],
        [10, 0, 1_500_003],
        [11, 340_518, 0],
      ],
    ],
    [
      'around one that holds token 0 alone',
      around,
      holding(5n, 0n),
      [
        [9, 0, 277_235],
        [10, 811_195, 0],
        [11, 188_807, 0],
      ],
    ],
    [
      'that leaves the active bin out',
      [
        [8, 3],
        [9, 1],
        [12, 4],
        [13, 1],
      ],
      MIXED,
      [
        [8, 0, 618_559],
        [9, 0, 206_186],
        [12, 800_401, 0],
        [13, 199_601, 0],
      ],
    ],
    [
      'above the active bin',
      [
        [11, 65_535],
        [12, 1],
      ],
      MIXED,
      [
        [11, 999_987, 0],
        [12, 15, 0],
      ],
    ],
    [
      'below it',
      [
        [3, 65_535],
        [9, 1],
      ],
      MIXED,
      [
        [3, 0, 1_999_974],
        [9, 0, 30],
      ],
    ],
  ];
  it.each(cases)('%s', (_name, weights, book, expected) => {
    const range = [weights[0]![0], weights.at(-1)![0]] as const;
    expect(spread({ weights, token: null }, range, book)).toEqual(expected);
  });

  it('of one token leaves out what lies on the other side of the active bin', () => {
    const weights = [
      [9, 5],
      [10, 5],
      [11, 6],
    ] as const;
    expect(spread({ weights, token: 0 }, [9, 11])).toEqual([
      [10, 455_165, 0],
      [11, 544_837, 0],
    ]);
    expect(spread({ weights, token: 1 }, [9, 11])).toEqual([
      [9, 0, 1_000_002],
      [10, 0, 1_000_002],
    ]);
  });

  it('is refused where a side has no bin to lie in', () => {
    expect(spread({ weights: [[11, 1]], token: 1 }, [11, 11])).toBeNull();
    expect(spread({ weights: [[9, 1]], token: 0 }, [9, 9])).toBeNull();
    expect(spread({ weights: [[10, 1]], token: null }, [10, 10], holding(7n, 0n))).toBeNull();
    expect(spread({ weights: [], token: null }, [0, 0])).toBeNull();
  });
});

describe('weights of a shape', () => {
  it('fall or rise by equal steps on each side of the active bin, rounded down', () => {
    const weights = (...of: Parameters<typeof shapeWeights>) => shapeWeights(...of).map(([, weight]) => weight);
    expect(weights('curve', 'around', [8, 15], ACTIVE)).toEqual([200, 1_100, 2_000, 1_640, 1_280, 920, 560, 200]);
    expect(weights('bid-ask', 'around', [3, 12], ACTIVE)).toEqual([
      ...[1_999, 1_742, 1_485, 1_228, 971, 714, 457],
      ...[200, 1_100, 2_000],
    ]);
    expect(weights('curve', 'around', [10, 12], ACTIVE)).toEqual([2_000, 1_100, 200]);
    expect(weights('curve', 'below', [5, 7], ACTIVE)).toEqual([1, 2, 3]);
    expect(weights('bid-ask', 'below', [5, 7], ACTIVE)).toEqual([3, 2, 1]);
    expect(weights('curve', 'above', [5, 7], 1)).toEqual([3, 2, 1]);
    expect(weights('spot', 'around', [8, 11], ACTIVE)).toEqual([1, 1, 1, 1]);
  });
});

describe('a deposit by strategy', () => {
  const balanced: Record<SpreadShape, Row[]> = {
    spot: [
      [8, 0, 299_812],
      [9, 0, 299_812],
      [10, 127_113, 169_484],
      [11, 291_689, 0],
      [12, 290_962, 0],
      [13, 290_236, 0],
    ],
    curve: [
      [8, 0, 62_892],
      [9, 0, 345_910],
      [10, 266_651, 355_534],
      [11, 428_322, 0],
      [12, 244_145, 0],
      [13, 60_884, 0],
    ],
    'bid-ask': [
      [8, 0, 481_011],
      [9, 0, 264_556],
      [10, 20_393, 27_191],
      [11, 187_191, 0],
      [12, 326_768, 0],
      [13, 465_648, 0],
    ],
  };
  /** Token 1 in bins 8 to 10, token 0 in bins 11 to 13; token 0 alone in bins 10 to 13. */
  const imbalanced: Record<SpreadShape, [below: number[], above: number[], alone: number[]]> = {
    spot: [
      [666_668, 666_668, 666_668],
      [334_166, 333_333, 332_502],
      [250_937, 250_312, 249_687, 249_065],
    ],
    curve: [
      [333_334, 666_668, 1_000_002],
      [500_833, 333_056, 166_112],
      [400_999, 299_999, 199_501, 99_501],
    ],
    'bid-ask': [
      [1_000_002, 666_668, 333_334],
      [167_222, 333_611, 499_169],
      [100_500, 200_499, 299_999, 399_002],
    ],
  };
  /** Of one token over bins that reach past the active one: token 1 from 8 to 11, token 0 from 9 to 12. */
  const oneSided: Record<SpreadShape, [token1: number[], token0: number[]]> = {
    spot: [
      [666_668, 666_668, 666_668],
      [334_166, 333_333, 332_502],
    ],
    curve: [
      [333_334, 666_668, 1_000_002],
      [500_833, 333_056, 166_112],
    ],
    'bid-ask': [
      [888_891, 666_668, 444_445],
      [222_901, 333_518, 443_582],
    ],
  };
  const below = (first: number, amounts: number[]) => amounts.map((amount, nth): Row => [first + nth, 0, amount]);
  const above = (first: number, amounts: number[]) => amounts.map((amount, nth): Row => [first + nth, amount, 0]);

  it.each(['spot', 'curve', 'bid-ask'] as const)('%s, balanced, imbalanced and of one token', (shape) => {
    const [below1, above0, alone0] = imbalanced[shape];
    const [token1, token0] = oneSided[shape];
    expect(spread({ shape, way: 'balanced' }, [8, 13])).toEqual(balanced[shape]);
    expect(spread({ shape, way: 'imbalanced' }, [8, 13])).toEqual([...below(8, below1), ...above(11, above0)]);
    const alone = spread({ shape, way: 'imbalanced-token0' }, [8, 13], MIXED, [OFFERED[0], 0n]);
    expect(alone).toEqual([...below(8, [0, 0]), ...above(10, alone0)]);
    for (const way of ['balanced', 'imbalanced', 'imbalanced-token0'] as const) {
      expect(spread({ shape, way }, [12, 14])).toEqual(above(12, above0));
      expect(spread({ shape, way }, [5, 7])).toEqual(below(5, below1));
    }
    expect(spread({ shape, way: 'token1' }, [8, 11])).toEqual(below(8, token1));
    expect(spread({ shape, way: 'token0' }, [9, 12])).toEqual(above(10, token0));
  });

  it('takes at most what is offered, and all of one token but a unit a bin', () => {
    const amounts = fc.bigInt({ min: 1n, max: 1n << 60n });
    const deposit = fc.record({
      shape: fc.constantFrom<SpreadShape>('spot', 'curve', 'bid-ask'),
      way: fc.constantFrom('balanced' as const, 'imbalanced' as const),
      lower: fc.integer({ min: -60, max: 60 }),
      width: fc.integer({ min: 0, max: 69 }),
      binStep: fc.constantFrom(1, 25, 100),
      held: fc.tuple(amounts, amounts),
      offered: fc.tuple(amounts, amounts),
    });
    fc.assert(
      fc.property(deposit, ({ shape, way, lower, width, binStep, held, offered }) => {
        const active = { amount0: held[0], amount1: held[1] };
        const terms = { active: ACTIVE, offered, rule: { shape, way } };
        const bins = spreadOver(terms, [lower, lower + width], { binStep, active }) ?? [];
        const left = [0, 1].map(
          (token) => offered[token]! - bins.reduce((sum, bin) => sum + (token === 0 ? bin.amount0 : bin.amount1), 0n),
        );
        expect(left.every((amount) => amount >= 0n)).toBe(true);
        // The factor's 128 bits are cut as well: of a heavy side that costs a share of the amount.
        const slack = (token: 0 | 1) => BigInt(width + 1) + (offered[token] >> 50n);
        expect(left[0]! <= slack(0) || left[1]! <= slack(1)).toBe(true);
        for (const { id, amount0, amount1 } of bins) {
          if (id < ACTIVE) expect(amount0).toBe(0n);
          if (id > ACTIVE) expect(amount1).toBe(0n);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('a deposit along lines', () => {
  const line = (lower: number, upper: number, activeToken: 0 | 1, base: number[], slope: number[]): SpreadLine => {
    const [base0, base1, slope0, slope1] = [...base, ...slope].map(BigInt) as [bigint, bigint, bigint, bigint];
    return { lower, upper, activeToken, base: [base0, base1], slope: [slope0, slope1] };
  };

  it('grows with the distance from the active bin; token 0 at its price', () => {
    const both = line(8, 13, 1, [1_000, 700], [-50, 90]);
    expect(spread({ lines: [both] }, [8, 13])).toEqual([
      [8, 0, 880],
      [9, 0, 790],
      [10, 0, 700],
      [11, 924, 0],
      [12, 873, 0],
      [13, 822, 0],
    ]);
    const favouring0 = line(8, 11, 0, [1_000, 700], [-50, 90]);
    expect(spread({ lines: [favouring0] }, [8, 11])).toEqual([
      [8, 0, 880],
      [9, 0, 790],
      [10, 975, 0],
      [11, 924, 0],
    ]);
    const apart = [line(7, 10, 1, [0, 5], [0, 6]), line(12, 14, 1, [-1_000, 0], [900, 0])];
    expect(spread({ lines: apart }, [7, 14])).toEqual([
      [7, 0, 23],
      [8, 0, 17],
      [9, 0, 11],
      [10, 0, 5],
      [12, 776, 0],
      [13, 1_645, 0],
      [14, 2_510, 0],
    ]);
  });
});
