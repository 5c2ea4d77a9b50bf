import { compare } from '@tokentape/core/decimal.ts';
import type { DepthPoint } from '#lib/api/types.ts';

type Hour = Pick<DepthPoint, 'tvlUsd' | 'depth'>;

const isZero = (value: string | null): boolean => value !== null && compare(value, '0') === 0;

/** Did a pool hold anything in any of these hours? What is not known may have been something. */
export const everFunded = (hours: readonly Hour[]): boolean =>
  !hours.every(
    ({ tvlUsd, depth }) => isZero(tvlUsd) && depth.every(({ askUsd, bidUsd }) => isZero(askUsd) && isZero(bidUsd)),
  );
