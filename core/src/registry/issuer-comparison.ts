import type { Text } from '../locale.ts';
import { backedComparison } from './comparison/backed.ts';
import { backpackComparison } from './comparison/backpack.ts';
import { bstocksComparison } from './comparison/bstocks.ts';
import { coinbaseComparison } from './comparison/coinbase.ts';
import { dinariComparison } from './comparison/dinari.ts';
import { mirrorComparison } from './comparison/mirror.ts';
import { ondoComparison } from './comparison/ondo.ts';
import { prestocksComparison } from './comparison/prestocks.ts';
import { remoraComparison } from './comparison/remora.ts';
import { robinhoodComparison } from './comparison/robinhood.ts';
import { st0xComparison } from './comparison/st0x.ts';
import { stablestocksComparison } from './comparison/stablestocks.ts';
import { superstateComparison } from './comparison/superstate.ts';
import { tesseraComparison } from './comparison/tessera.ts';
import { xstocksComparison } from './comparison/xstocks.ts';
import type { IssuerId } from './types.ts';

/** One thing that a source says of an issuer. */
export interface Statement {
  text: Text;
  /** Month to which it applies, `YYYY-MM`: facts older than the current year are shown with their date. */
  asOf: string;
  source: string;
}

/** What is known of an issuer, aspect by aspect; an empty list means that no source here says. */
export interface IssuerComparison {
  issuer: IssuerId;
  /** What stands behind a token. */
  backing: Statement[];
  /** Custody, vehicles and licences. */
  custody: Statement[];
  /** Who may hold it, and when it trades. */
  access: Statement[];
  /** Chains, token standards and oracles. */
  chains: Statement[];
  /** Rights, dividends and tax. */
  rights: Statement[];
  /** Weaknesses that a source names. */
  weaknesses: Statement[];
}

/** The aspects in the order of the comparison table. */
export const comparisonAspects = ['backing', 'custody', 'access', 'chains', 'rights', 'weaknesses'] as const;

/** Every issuer of the registry, the live ones first. */
export const issuerComparison: IssuerComparison[] = [
  xstocksComparison,
  robinhoodComparison,
  coinbaseComparison,
  stablestocksComparison,
  dinariComparison,
  backedComparison,
  ondoComparison,
  st0xComparison,
  bstocksComparison,
  backpackComparison,
  prestocksComparison,
  remoraComparison,
  superstateComparison,
  tesseraComparison,
  mirrorComparison,
];
