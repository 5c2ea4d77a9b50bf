import { describe, expect, it } from 'vitest';
import { againstReference } from '../metrics/premium.ts';
import { FEED_HEARTBEAT_SECONDS, type FeedAnswer, referenceAt } from './reference.ts';

const unix = (instant: string) => Date.parse(instant) / 1_000;
const answer = (instant: string, priceUsd: string, more: Partial<FeedAnswer> = {}): FeedAnswer => ({
  token: 'base:0x01',
  priceUsd,
  updatedTime: unix(instant),
  multiplier: null,
  ...more,
});

describe('reference of an underlying', () => {
  const answers = [
    answer('2025-06-30T15:00:00Z', '300'),
    answer('2025-06-30T15:05:00Z', '301'),
    answer('2025-06-30T15:10:00Z', '302'),
  ];

  it('is the last answer that held by then, and none from later', () => {
    expect(referenceAt(answers, unix('2025-06-30T15:09:59Z'))).toEqual({
      priceUsd: '301',
      time: unix('2025-06-30T15:05:00Z'),
      maxAgeSeconds: FEED_HEARTBEAT_SECONDS,
    });
    expect(referenceAt(answers.toReversed(), unix('2025-06-30T15:05:00Z'))?.priceUsd).toBe('301');
    expect(referenceAt(answers, unix('2025-06-30T14:59:59Z'))).toBeNull();
    expect(referenceAt([], unix('2025-06-30T15:00:00Z'))).toBeNull();
  });

  it('takes the multiplier out once, since the feed put it in', () => {
    const split = answer('2025-06-30T15:00:00Z', '3000', { multiplier: '10' });
    expect(referenceAt([split], split.updatedTime)?.priceUsd).toBe('300');
    expect(referenceAt([{ ...split, multiplier: '0' }], split.updatedTime)).toBeNull();
  });

  it('takes the fresher of two issuers’ feeds, and one of them for sure when both are as fresh', () => {
    const older = answer('2025-06-30T15:00:00Z', '300', { token: 'robinhood:0x02' });
    const fresher = answer('2025-06-30T15:01:00Z', '30.5', { token: 'base:0x03', multiplier: '0.1' });
    expect(referenceAt([fresher, older], fresher.updatedTime)?.priceUsd).toBe('305');
    const twin = { ...older, token: 'base:0x01', priceUsd: '299' };
    expect(referenceAt([older, twin], older.updatedTime)?.priceUsd).toBe('299');
    expect(referenceAt([twin, older], older.updatedTime)?.priceUsd).toBe('299');
  });

  it('is no basis of a premium past its heartbeat, but the last print of a weekend’s drift', () => {
    const friday = answer('2025-06-27T20:00:00Z', '300');
    const held = (instant: string) => againstReference(unix(instant), '303', referenceAt([friday], unix(instant)));
    expect(held('2025-06-29T12:00:00Z')).toMatchObject({ session: 'weekend', drift: '0.01', premium: null });
    expect(held('2025-06-30T15:00:00Z')).toMatchObject({ session: 'regular', unknownReason: 'stale-reference' });
  });
});
