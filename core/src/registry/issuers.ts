import { backed } from './issuers/backed.ts';
import { backpack } from './issuers/backpack.ts';
import { bstocks } from './issuers/bstocks.ts';
import { coinbase } from './issuers/coinbase.ts';
import { dinari } from './issuers/dinari.ts';
import { mirror } from './issuers/mirror.ts';
import { ondo } from './issuers/ondo.ts';
import { prestocks } from './issuers/prestocks.ts';
import { remora } from './issuers/remora.ts';
import { robinhood } from './issuers/robinhood.ts';
import { st0x } from './issuers/st0x.ts';
import { stablestocks } from './issuers/stablestocks.ts';
import { superstate } from './issuers/superstate.ts';
import { tessera } from './issuers/tessera.ts';
import { xstocks } from './issuers/xstocks.ts';
import type { Issuer } from './types.ts';

/** Every issuer with its assets and tokens. */
export const issuers: Issuer[] = [
  xstocks,
  robinhood,
  coinbase,
  dinari,
  backed,
  ondo,
  st0x,
  bstocks,
  stablestocks,
  backpack,
  prestocks,
  remora,
  superstate,
  tessera,
  mirror,
];
