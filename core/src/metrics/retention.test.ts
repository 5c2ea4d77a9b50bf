import { describe, expect, it } from 'vitest';
import { cohortsByWeek, retentionShare } from './retention.ts';

describe('retention', () => {
  // 2025-06-30 is a Monday.
  const cohorts = cohortsByWeek(
    [
      { trader: 'ann', day: '2025-06-30' },
      { trader: 'ann', day: '2025-07-06' },
      { trader: 'ann', day: '2025-07-14' },
      { trader: 'bea', day: '2025-07-06' },
      { trader: 'bea', day: '2025-07-07' },
      { trader: 'cai', day: '2025-07-13' },
      // Out of order: her first week is the first one all the same.
      { trader: 'dee', day: '2025-07-15' },
      { trader: 'dee', day: '2025-07-01' },
    ],
    '2025-07-20',
  );

  it('groups traders by the week of their first trade', () => {
    expect(cohorts).toEqual([
      { week: '2025-06-30', traders: 3, active: [3, 1, 2] },
      { week: '2025-07-07', traders: 1, active: [1, 0] },
    ]);
  });

  it('is a share of the cohort, and unknown in weeks that have not come', () => {
    expect(retentionShare(cohorts[0]!, 2)).toBe('0.666666666666666667');
    expect(retentionShare(cohorts[1]!, 1)).toBe('0');
    expect(retentionShare(cohorts[1]!, 2)).toBeNull();
  });
});
