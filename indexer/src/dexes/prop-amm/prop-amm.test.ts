import { describe, expect, it } from 'vitest';
import { fillsOf, parseReal } from '../../testing/decode-real.ts';
import { hasRealSolana } from '../../testing/real-solana.ts';

describe.skipIf(!hasRealSolana)('proprietary makers on recorded transactions', () => {
  it('HumidiFi, whose data is obfuscated and who pays out first', () => {
    expect(fillsOf(parseReal('jupiter-route-v2-humidifi-dlmm-whirlpool-pumpswap'), 'humidifi')).toMatchObject([
      { pool: '6n9VhCwQ7EwK6NqFDjnHPzEk6wZdRBTfh43RFgHQWHuQ', soldRaw: 1_718_280n, boughtRaw: 9_015_764n, flags: [] },
    ]);
  });

  it('SolFi, whose account table nobody published', () => {
    expect(fillsOf(parseReal('jupiter-solfi'), 'solfi')).toMatchObject([
      {
        pool: 'FeLULW5RCKDT2NuThu4vrAQ8BjH5YbU2Y7GbiZXYohm8',
        soldRaw: 500_000_000n,
        boughtRaw: 812_420_478n,
        flags: [],
      },
    ]);
  });

  it('ZeroFi, whose vaults own themselves, twice in one route', () => {
    expect(fillsOf(parseReal('jupiter-shared-accounts-v2-zerofi-dlmm-clmm'), 'zerofi')).toMatchObject([
      { pool: 'AWVGmTvNCGiqHFzjmBe4pLkkWm3he7aB8FeNqqfUSVXx', soldRaw: 391n, boughtRaw: 449_258n, flags: [] },
      { pool: 'DRciepTenS2bwfA9YJkZraZrFzcUpmVebR4aZgo2zj1k', soldRaw: 8_986n, boughtRaw: 45_157n, flags: [] },
    ]);
  });
});
