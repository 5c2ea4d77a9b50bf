import type { PrimaryOrder } from '@tokentape/core/facts/facts.ts';
import type { SolanaPrimaryCall, SolanaPrimaryVenue } from '../solana-venue.ts';

/** Where the raw amount stands in the data: after the discriminator, the attestation's id (16 bytes) and the price (u64). */
const AMOUNT = 32;
/** `mint_gm` has nothing before it. */
const ADMIN_AMOUNT = 8;
const MINT = 1;

type Order = Omit<PrimaryOrder, 'tx' | 'index'>;

/**
 * Ondo's program mints to the user who pays in USDon or USDC, and burns from the user whom it pays. Amounts are those that
 * the token program moved; the instruction's own is compared. `mint_gm` hands new tokens to a solver just before a
 * request for quotes is filled: what was paid for them is in that fill, not in the order.
 * Layout and order of movements: published source of the `ondo_gm` program (lib.rs, USDonSwapContext, TokenManager).
 */
export const ondo: SolanaPrimaryVenue = {
  venue: 'ondo',
  instructions: {
    '19745c2d2bbc5f3a': { name: 'mint_with_usdon', read: (call) => mint(call, AMOUNT, true) },
    '801c85ad478eb9ce': { name: 'mint_with_usdc', read: (call) => mint(call, AMOUNT, true) },
    e7795d218ffc520d: { name: 'redeem_for_usdon', read: redeem },
    '9609d7dcff9d4a4e': { name: 'redeem_for_usdc', read: redeem },
    '75df3a6f2c24102b': { name: 'mint_gm', read: (call) => mint(call, ADMIN_AMOUNT, false) },
  },
};

function mint(call: SolanaPrimaryCall, amount: number, paid: boolean): Order | string {
  const minted = call.moved.find((moved) => moved.move === 'mint' && moved.raw === call.u64(amount));
  if (minted?.to == null) return 'no mint of the amount that it names follows';
  if (paid && minted.token !== call.account(MINT)) return 'it mints another token than it names';
  // The first thing that the user gives is the payment; what the issuer does with it comes after.
  const payment = paid ? call.moved.find(({ from, token }) => from === minted.to && token !== minted.token) : undefined;
  return {
    kind: 'primary-order',
    venue: 'ondo',
    token: minted.token,
    side: 'mint',
    account: minted.to,
    tokenRaw: minted.raw,
    paymentToken: payment?.token ?? null,
    paymentRaw: payment?.raw ?? null,
    feeRaw: null,
  };
}

function redeem(call: SolanaPrimaryCall): Order | string {
  const token = call.account(MINT);
  const burned = call.moved.find((moved) => moved.move === 'burn' && moved.token === token);
  if (burned?.from == null || burned.raw !== call.u64(AMOUNT)) return 'no burn of the amount that it names follows';
  // USDon comes first even where USDC was asked for, and goes back for it: the last thing that the user gets is the payment.
  const payment = call.moved.findLast((moved) => moved.to === burned.from && moved.token !== token);
  return {
    kind: 'primary-order',
    venue: 'ondo',
    token,
    side: 'redeem',
    account: burned.from,
    tokenRaw: burned.raw,
    paymentToken: payment?.token ?? null,
    paymentRaw: payment?.raw ?? null,
    feeRaw: null,
  };
}
