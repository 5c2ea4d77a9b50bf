import { describe, expect, it } from 'vitest';
import { fillsOf, parseReal } from '../../testing/decode-real.ts';
import { hasRealSolana } from '../../testing/real-solana.ts';

describe.skipIf(!hasRealSolana)('PumpSwap on a recorded transaction', () => {
  const name = 'jupiter-route-v2-humidifi-dlmm-whirlpool-pumpswap';

  it('reads a buy, which pays out first: sold is all that the buyer gave, fees beside the vault included', () => {
    expect(fillsOf(parseReal(name), 'pumpswap')).toMatchObject([
      {
        pool: 'DQcnLwS8y2mH4KhaK7URmPeGuMDETmWATuctpCpDfra7',
        soldRaw: 10_345_617n + 96_195n + 31_031n,
        boughtRaw: 66_980_582_126n,
        flags: [],
      },
    ]);
  });

  it('the reserves that its event gives are the balances of its vaults after', () => {
    const tx = parseReal(name);
    const balance = (vault: string) =>
      BigInt(tx.tokenAccounts[tx.keys.findIndex((key) => key.startsWith(vault))]?.after ?? -1);
    expect(fillsOf(tx, 'pumpswap')[0]?.after).toMatchObject({
      reserve0: balance('49YVNFuz'),
      reserve1: balance('YrwEziRr'),
    });
  });
});
