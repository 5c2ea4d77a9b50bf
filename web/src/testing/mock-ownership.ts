import type { MockDay } from './mock-market.ts';

/** Holders that grow with the days, an issuer that keeps 28 %, some orders, and an account that was frozen. */
export function ownershipOf(daily: MockDay[]) {
  const supply = { totalShares: '88769', issuerHeldShares: '24734.8', circulatingShares: '64034.2' };
  return {
    holders: daily.length > 0 ? 400 * daily.length : null,
    supply,
    supplyDaily: daily.map(({ day }, index) => ({ day, holders: 400 * (index + 1), ...supply })),
    primaryMarket: daily.map(({ day }, index) => ({
      ...{ day, orders: 4 + index, mints: 3 + index, redemptions: 1, unpricedOrders: index === 0 ? 1 : 0 },
      ...{ mintedUsd: String(12_000 + 3_000 * index), redeemedUsd: '2500' },
    })),
    controls: [
      {
        control: 'DELEGATE_TRANSFER',
        token: { symbol: 'TSLAx', chain: 'solana', decimals: 8 },
        account: 'FXDJPr6Soa1XMaWqac3RTq5ZYPZttuE3MPUUnR4shgP4',
        raw: '1200000000',
        blockTime: '2025-07-02T14:00:00Z',
        txId: '3mEqV7oN8G7BZeY9vbDVw8UdSk3EdaxgE2pFWxaG2BhGAdPMUkTPznpbr4X7mKfi8cSAsiKKVHYWXFM9zRsSp7CV',
        explorerUrl: 'https://solscan.io/tx/3mEqV7oN8G7B',
      },
    ],
  };
}

export const issuerSuppliesOf = () => [
  {
    issuer: { id: 'xstocks' },
    ...{ tickers: 63, tickersKnown: 36, circulatingUsd: '145665188.22' },
    ...{ primaryOrders: 12, mintedUsd: '65000', redeemedUsd: '2500' },
  },
];
