import { venueOf } from '../dexes/solana-venues.ts';
import { PLUMBING, ROUTERS, TOKEN_2022_PROGRAM, TOKEN_PROGRAM } from './programs.ts';
import type { SolanaVenue } from './venue.ts';

/** What a program is to the decoder. */
export interface Role {
  kind: 'token' | 'plumbing' | 'router' | 'venue' | 'unknown';
  venue: SolanaVenue | undefined;
}

const UNKNOWN: Role = { kind: 'unknown', venue: undefined };
const roles = new Map<string, Role>();

/** The role of a program; made once for each known program. */
export function roleOf(program: string): Role {
  const known = roles.get(program);
  if (known !== undefined) return known;
  const venue = venueOf(program);
  const kind = kindOf(program, venue);
  if (kind === 'unknown') return UNKNOWN;
  const role: Role = { kind, venue };
  roles.set(program, role);
  return role;
}

function kindOf(program: string, venue: SolanaVenue | undefined): Role['kind'] {
  if (venue !== undefined) return 'venue';
  if (program === TOKEN_PROGRAM || program === TOKEN_2022_PROGRAM) return 'token';
  if (ROUTERS.has(program)) return 'router';
  return PLUMBING.has(program) ? 'plumbing' : 'unknown';
}
