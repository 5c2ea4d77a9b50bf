import type { Address, ChainId } from '../facts/chain.ts';
import { normalAddress } from './address.ts';
import type { IssuerId } from './types.ts';

/** A contract or program by which an issuer mints and redeems against payment: primary market, never a DEX. */
export interface PrimaryMarket {
  /** Slug of the decoder. */
  venue: 'dinari' | 'ondo';
  issuer: IssuerId;
  chain: ChainId;
  /** The contract that states the orders, or the program that takes them. */
  address: Address;
  /** The issuer's own dollar that orders settle in; null where each order names its payment. */
  settlement: Address | null;
  source: string;
}

const DINARI =
  'DefiLlama/dimension-adapters fees/dinari, order processors; event: dinaricrypto/sbt-contracts@dadafae OrderFillLib.sol';
const ONDO = 'DefiLlama/dimension-adapters@0c876b4 dexs/ondo-global-markets; USDon: docs.ondo.finance/addresses';

const rows: PrimaryMarket[] = [
  {
    venue: 'dinari',
    issuer: 'dinari',
    chain: 'arbitrum',
    address: '0xFA922457873F750244D93679df0d810881E4131D',
    settlement: null,
    source: DINARI,
  },
  {
    venue: 'dinari',
    issuer: 'dinari',
    chain: 'base',
    address: '0x63FF43009f9ba3584aF2Ddfc3D5FE2cb8AE539c0',
    settlement: null,
    source: DINARI,
  },
  {
    venue: 'dinari',
    issuer: 'dinari',
    chain: 'ethereum',
    address: '0xA8a48C202AF4E73ad19513D37158A872A4ac79Cb',
    settlement: null,
    source: DINARI,
  },
  {
    venue: 'ondo',
    issuer: 'ondo',
    chain: 'ethereum',
    address: '0x2c158BC456e027b2AfFCCadF1BDBD9f5fC4c5C8c',
    settlement: '0xAcE8E719899F6E91831B18AE746C9A965c2119F1',
    source: ONDO,
  },
  {
    venue: 'ondo',
    issuer: 'ondo',
    chain: 'bnb',
    address: '0x91f8Aff3738825e8eB16FC6f6b1A7A4647bDB299',
    settlement: '0x1f8955E640Cbd9abc3C3Bb408c9E2E1f5F20DfE6',
    source: ONDO,
  },
  {
    venue: 'ondo',
    issuer: 'ondo',
    chain: 'solana',
    address: 'XzTT4XB8m7sLD2xi6snefSasaswsKCxx5Tifjondogm',
    settlement: 'ZPFtoCe7WWqG4N3ZFRccS8T9SMBeHsd1Vmgv2i7ondo',
    source: ONDO,
  },
];

const normal = (chain: ChainId, address: Address): Address =>
  normalAddress(chain === 'solana' ? 'solana' : 'evm', address);

/** Every primary market that can be read, addresses in the form of the facts. */
export const primaryMarkets: readonly PrimaryMarket[] = rows.map((row) => ({
  ...row,
  address: normal(row.chain, row.address),
  settlement: row.settlement === null ? null : normal(row.chain, row.settlement),
}));

/** The primary markets of a chain. */
export const primaryMarketsOf = (chain: ChainId): PrimaryMarket[] =>
  primaryMarkets.filter((market) => market.chain === chain);
