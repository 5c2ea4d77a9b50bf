import { dexes } from '@tokentape/core/registry/registry.ts';
import { describe, expect, it } from 'vitest';
import type { SolanaVenue, SwapHop, VenueInstruction } from '../solana/venue.ts';
import { fillsOf } from '../testing/decode-real.ts';
import {
  address,
  bytes,
  type FixtureBalance,
  type FixtureInstruction,
  transactionAnswer,
} from '../testing/solana-fixtures.ts';
import { parseSolanaTransaction } from './solana.ts';
import { solanaVenues } from './solana-venues.ts';

const TOKEN_PROGRAM = 'TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA';
const ROUTER = 'JUP6LkbZbjS1jKKwapdHNy74zcZ3tLUZoi5QNyVTaV4';
const TAKER = address('taker');
const PAID = 1_000_003n;
const GOT = 777_777n;

/** Venues of the registry that are not decoded: their swaps are listed as unrecognised. */
const NOT_DECODED = ['openbook-v2'];

interface Case {
  venue: SolanaVenue;
  name: string;
  data: string;
  hops: readonly SwapHop[];
  accounts: number;
}

function casesOf(venue: SolanaVenue): Case[] {
  const { instructions, anyInstruction } = venue.design;
  const rows: [string, VenueInstruction][] = Object.entries(instructions);
  if (anyInstruction !== undefined) rows.push(['aabbccddeeff001122', anyInstruction.instruction]);
  return rows.flatMap(([discriminator, { name, swap }]) => {
    if (swap === undefined) return [];
    const data = discriminator + '07'.repeat(24);
    if (typeof swap !== 'function') return [{ venue, name, data, hops: swap, accounts: 20 }];
    return [18, 17].map((accounts) => ({ venue, name: `${name} ${accounts}`, data, hops: swap(accounts), accounts }));
  });
}

const token = (nth: number) => address(`token${nth}`);
const userAccount = (nth: number) => address(`user${nth}`);
const vaultAccount = (hop: number, side: number) => address(`vault${hop}${side}`);
const amountAt = (nth: number) => (nth === 0 ? PAID : GOT + BigInt(nth));

/** A route through all hops of one instruction: the taker sells token 0 and gets token n; hop k pays token k+1. */
function build({ venue, data, hops, accounts }: Case, sellFirst: boolean, reversed: boolean, more: object = {}) {
  const places = Array.from({ length: accounts }, (_, nth) => address(`place${nth}`));
  const vaultsOf = (hop: number): [string, string] => [vaultAccount(hop, 0), vaultAccount(hop, 1)];
  hops.forEach((hop, nth) => {
    const [into, out] = vaultsOf(nth);
    if (hop.pool !== null) places[hop.pool] = address(`pool${nth}`);
    if (hop.vaults !== null) {
      places[hop.vaults[sellFirst ? 0 : 1]] = into;
      places[hop.vaults[sellFirst ? 1 : 0]] = out;
    }
  });
  const transfer = (source: string, mint: string, destination: string, amount: bigint): FixtureInstruction => ({
    program: TOKEN_PROGRAM,
    accounts: [source, mint, destination, TAKER],
    data: bytes(['u8', 12], ['u64', amount], ['u8', 6]),
    height: 3,
  });
  const transfers = hops.flatMap((_, nth) => {
    const [into, out] = vaultsOf(nth);
    const legs = [
      transfer(userAccount(nth), token(nth), into, amountAt(nth)),
      transfer(out, token(nth + 1), userAccount(nth + 1), amountAt(nth + 1)),
    ];
    return reversed ? legs.reverse() : legs;
  });
  const balances: FixtureBalance[] = hops.flatMap((_, nth) => {
    const [into, out] = vaultsOf(nth);
    const owner = address(`authority${nth}`);
    return [
      { account: into, mint: token(nth), owner, before: '5000000000', after: String(5_000_000_000n + amountAt(nth)) },
      {
        account: out,
        mint: token(nth + 1),
        owner,
        before: '5000000000',
        after: String(5_000_000_000n - amountAt(nth + 1)),
      },
    ];
  });
  for (let nth = 0; nth <= hops.length; nth++) {
    const delta = nth === 0 ? -PAID : nth === hops.length ? amountAt(nth) : 0n;
    balances.push({
      account: userAccount(nth),
      mint: token(nth),
      owner: TAKER,
      before: '9000000',
      after: String(9_000_000n + delta),
    });
  }
  const swap: FixtureInstruction = { program: venue.program, accounts: places, data, height: 2 };
  const calls = [{ outer: { program: ROUTER, accounts: [TAKER], data: '00' }, inner: [swap, ...transfers] }];
  return parseSolanaTransaction(transactionAnswer({ signers: [TAKER], calls, balances, ...more }));
}

describe.each(solanaVenues.map((venue) => [venue.dex, venue] as const))('%s', (dex, venue) => {
  const cases = casesOf(venue);

  it('swaps by at least one instruction', () => {
    expect(cases.length).toBeGreaterThan(0);
  });

  describe.each(cases.map((each) => [each.name, each] as const))('%s', (_name, each) => {
    const expected = each.hops.map((hop, nth) => ({
      dex,
      pool: address(hop.pool === null ? `authority${nth}` : `pool${nth}`),
      trader: TAKER,
      soldToken: token(nth),
      soldRaw: amountAt(nth),
      boughtToken: token(nth + 1),
      boughtRaw: amountAt(nth + 1),
      // Nothing but the missing event may be amiss.
      flags: venue.design.events === 'none' ? [] : ['no-event'],
    }));
    const blind = each.hops.some((hop) => hop.vaults === null);
    const paysFirst = each.hops.some((hop) => hop.paysFirst === true);

    it('both directions, by the side of the vaults', () => {
      for (const sellFirst of [true, false]) {
        const fills = fillsOf(build(each, sellFirst, paysFirst));
        expect(fills).toMatchObject(expected);
        expect(new Set(fills.map(({ index }) => index)).size).toBe(each.hops.length);
      }
    });

    it.skipIf(blind)('whichever leg is paid first', () => {
      expect(fillsOf(build(each, true, true))).toMatchObject(expected);
    });

    it('F50: a log that was cut off changes no amount', () => {
      expect(fillsOf(build(each, true, paysFirst, { logs: ['Log truncated'] }))).toMatchObject(expected);
    });

    it('F43: a failed transaction is no fill', () => {
      expect(fillsOf(build(each, true, paysFirst, { err: { InstructionError: [0, { Custom: 1 }] } }))).toEqual([]);
    });

    it('a balance that the transfers do not explain is flagged', () => {
      const tx = build(each, true, paysFirst);
      const vault = tx.tokenAccounts.find((account) => account?.before === '5000000000');
      if (vault !== undefined) vault.after = '1';
      expect(fillsOf(tx)[0]?.flags).toContain('vault-delta-mismatch');
    });
  });
});

it('every venue of the registry is decoded, or is said not to be', () => {
  const all = dexes
    .filter(({ deployments }) => deployments.some(({ chain }) => chain === 'solana'))
    .map(({ id }) => id);
  expect(solanaVenues.map(({ dex }) => dex).sort()).toEqual(all.filter((id) => !NOT_DECODED.includes(id)).sort());
});
