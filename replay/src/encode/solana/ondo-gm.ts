import type { Field } from '../bytes.ts';
import { SYSTEM_PROGRAM, TOKEN_2022_PROGRAM } from './programs.ts';
import { burn, type Caller, invoke, type MintRef, mintTo, transferChecked } from './token-instructions.ts';

export const ONDO_GM_PROGRAM = 'XzTT4XB8m7sLD2xi6snefSasaswsKCxx5Tifjondogm';

export interface OndoOrder {
  user: string;
  mint: MintRef;
  mintAuthority: string;
  /** The user's account of the stock token. */
  stockAccount: string;
  usdon: MintRef;
  /** The user's and the program's accounts of USDon. */
  usdonAccount: string;
  usdonVault: string;
  /** With it the user pays or is paid in USDC. */
  usdc?: { mint: MintRef; account: string; vault: string; raw: bigint };
  /** USD per token, 9 digits. */
  price: bigint;
  /** Raw stock units. */
  amount: bigint;
  /** Raw USDon. */
  settled: bigint;
}

const MINT_WITH_USDON = '19745c2d2bbc5f3a';
const MINT_WITH_USDC = '801c85ad478eb9ce';
const REDEEM_FOR_USDON = 'e7795d218ffc520d';
const REDEEM_FOR_USDC = '9609d7dcff9d4a4e';
const MINT_GM = '75df3a6f2c24102b';

function call(caller: Caller, order: OndoOrder, discriminator: string, body: (inner: Caller) => void): void {
  const { user, mint, mintAuthority, stockAccount, usdon, usdonAccount, usdonVault, usdc } = order;
  const data: Field[] = [
    { hex: discriminator },
    // The attestation's id.
    { hex: '00112233445566778899aabbccddeeff' },
    { u64: order.price },
    { u64: order.amount },
    { i64: 0n },
  ];
  const pair = (address: string) => [address, true] as const;
  const dollars = usdc ? [usdc.mint.address, pair(usdc.account), pair(usdc.vault)] : [];
  invoke(
    caller,
    ONDO_GM_PROGRAM,
    [
      ...[pair(user), pair(mint.address), mintAuthority, pair(stockAccount), TOKEN_2022_PROGRAM, SYSTEM_PROGRAM],
      ...[pair(usdonVault), pair(usdon.address), pair(usdonAccount), ...dollars],
    ],
    data,
    body,
  );
}

/** mint_with_usdon or mint_with_usdc: the user pays, USDon that USDC stands for is burned, the stock is minted. */
export function ondoMint(caller: Caller, order: OndoOrder): void {
  const { user, mint, mintAuthority, stockAccount, usdon, usdonAccount, usdonVault, usdc } = order;
  call(caller, order, usdc ? MINT_WITH_USDC : MINT_WITH_USDON, (inner) => {
    if (usdc) {
      transferChecked(inner, usdc.mint, usdc.account, usdc.vault, user, usdc.raw);
      burn(inner, usdon, usdonVault, mintAuthority, order.settled);
    } else transferChecked(inner, usdon, usdonAccount, usdonVault, user, order.settled);
    mintTo(inner, mint, stockAccount, mintAuthority, order.amount);
  });
}

/** redeem_for_usdon or redeem_for_usdc: USDon is minted to the user, swapped where USDC is wanted, the stock burned. */
export function ondoRedeem(caller: Caller, order: OndoOrder): void {
  const { user, mint, mintAuthority, stockAccount, usdon, usdonAccount, usdonVault, usdc } = order;
  call(caller, order, usdc ? REDEEM_FOR_USDC : REDEEM_FOR_USDON, (inner) => {
    mintTo(inner, usdon, usdonAccount, mintAuthority, order.settled);
    if (usdc) {
      transferChecked(inner, usdon, usdonAccount, usdonVault, user, order.settled);
      transferChecked(inner, usdc.mint, usdc.vault, usdc.account, mintAuthority, usdc.raw);
    }
    burn(inner, mint, stockAccount, user, order.amount);
  });
}

/** mint_gm: an administrator mints to an account without payment. */
export function ondoAdminMint(
  caller: Caller,
  admin: string,
  mint: MintRef,
  account: string,
  authority: string,
  raw: bigint,
): void {
  invoke(
    caller,
    ONDO_GM_PROGRAM,
    [[admin, true], [mint.address, true], authority, [account, true], TOKEN_2022_PROGRAM],
    [{ hex: MINT_GM }, { u64: raw }],
    (inner) => mintTo(inner, mint, account, authority, raw),
  );
}
