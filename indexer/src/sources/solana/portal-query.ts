/** A query to a Solana dataset of the SQD portal; items that match any of the filters come, with the relations asked for. */
export interface PortalQuery {
  type: 'solana';
  /** Slots, both included. */
  fromBlock: number;
  toBlock: number;
  /** Hash of the last block before the range: the portal answers 409 when it knows another. */
  parentBlockHash?: string;
  includeAllBlocks?: boolean;
  fields: Record<string, Record<string, true>>;
  instructions?: InstructionFilter[];
  tokenBalances?: TokenBalanceFilter[];
}

interface InstructionFilter {
  programId: string[];
  /** `a0` … `a15`: accounts by their place in the instruction. */
  [place: `a${number}`]: string[];
  transaction?: boolean;
  transactionInstructions?: boolean;
  transactionTokenBalances?: boolean;
  logs?: boolean;
}

interface TokenBalanceFilter {
  account?: string[];
  preMint?: string[];
  postMint?: string[];
  transaction?: boolean;
  transactionInstructions?: boolean;
}

/** What is read of each kind of item. Names: SQD's portal specification of `POST /finalized-stream`. */
const select = <Name extends string>(...names: Name[]) =>
  Object.fromEntries(names.map((name) => [name, true])) as Record<Name, true>;
const BLOCK = select('number', 'hash', 'timestamp');
const TRANSACTION = select(
  'transactionIndex',
  'version',
  'accountKeys',
  'addressTableLookups',
  'loadedAddresses',
  'numRequiredSignatures',
  'signatures',
  'err',
);
const INSTRUCTION = select('transactionIndex', 'instructionAddress', 'programId', 'accounts', 'data');
const TOKEN_BALANCE = select(
  'transactionIndex',
  'account',
  'preMint',
  'postMint',
  'preOwner',
  'postOwner',
  'preAmount',
  'postAmount',
);
const LOG = select('transactionIndex', 'logIndex', 'instructionAddress', 'kind', 'message');

const TOKEN_PROGRAMS = ['TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA', 'TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb'];
const WHOLE = { transaction: true, transactionInstructions: true, transactionTokenBalances: true };
/** Places at which venues name the tokens of a pool that they create. */
const CREATION_PLACES = [1, 2, 3, 4, 5] as const;
/**
 * A creation opens vaults under its mints, which the filters by token program find as well: beyond this many mints they must
 * do, since the portal takes requests of 256 KiB.
 */
const MOST_FOR_CREATIONS = 500;
/** Places that a venue gives its pool in its instructions. */
const POOL_PLACES = [0, 1, 2, 3, 4, 5, 6, 7] as const;

export interface Watched {
  mints: string[];
  /** Pools watched for themselves, and the programs they belong to. */
  pools: string[];
  poolPrograms: string[];
  /** Programs whose pool creations are looked for. */
  venuePrograms: string[];
}

/**
 * Transactions that touch the watched tokens. The portal's own filter by mentioned account is a Bloom filter, so with
 * hundreds of mints it would let every fifth transaction of the chain through. Filters by account place are exact: a checked
 * transfer, a mint and a burn name their mint first or second; what else moves a token shows in its balances.
 */
export function transactionsQuery(watched: Watched, fromBlock: number, toBlock: number): PortalQuery {
  const { mints, pools, poolPrograms, venuePrograms } = watched;
  const related = { transaction: true, transactionInstructions: true };
  return {
    type: 'solana',
    fromBlock,
    toBlock,
    fields: { block: BLOCK, transaction: TRANSACTION, instruction: INSTRUCTION, tokenBalance: TOKEN_BALANCE },
    instructions: [
      { programId: TOKEN_PROGRAMS, a0: mints, ...WHOLE },
      { programId: TOKEN_PROGRAMS, a1: mints, ...WHOLE },
      ...(mints.length > MOST_FOR_CREATIONS ? [] : CREATION_PLACES).map((k) => ({
        programId: venuePrograms,
        [`a${k}`]: mints,
        ...WHOLE,
      })),
      ...(pools.length === 0 ? [] : POOL_PLACES.map((k) => ({ programId: poolPrograms, [`a${k}`]: pools, ...WHOLE }))),
    ],
    tokenBalances: [
      { preMint: mints, ...related },
      { postMint: mints, ...related },
    ],
  };
}

/** Whether an instruction matches a filter that brings all token balances of its transaction. */
export function bringsBalances(
  { mints, pools, poolPrograms }: WatchedSets,
  program: string,
  accounts: string[],
): boolean {
  if (TOKEN_PROGRAMS.includes(program)) return mints.has(accounts[0] ?? '') || mints.has(accounts[1] ?? '');
  return poolPrograms.has(program) && POOL_PLACES.some((k) => pools.has(accounts[k] ?? ''));
}

/** `Watched` for many look-ups. */
export interface WatchedSets {
  mints: ReadonlySet<string>;
  pools: ReadonlySet<string>;
  poolPrograms: ReadonlySet<string>;
}

/** What the first query of a range left out. */
export interface Remainder {
  /** Calls whose logs are wanted, by program and the place at which they name an account of their own. */
  calls: { program: string; place: number; account: string }[];
  /** Accounts whose token balances are wanted. */
  accounts: string[];
}

export function remainderQuery({ calls, accounts }: Remainder, fromBlock: number, toBlock: number): PortalQuery {
  const byPlace = new Map<string, InstructionFilter>();
  for (const { program, place, account } of calls) {
    const key = `${program} ${place}`;
    const filter: InstructionFilter = byPlace.get(key) ?? { programId: [program], logs: true };
    const known = filter[`a${place}`] ?? [];
    if (!known.includes(account)) filter[`a${place}`] = [...known, account];
    byPlace.set(key, filter);
  }
  const { transactionIndex, instructionAddress } = INSTRUCTION;
  return {
    type: 'solana',
    fromBlock,
    toBlock,
    fields: {
      block: BLOCK,
      instruction: { transactionIndex, instructionAddress },
      log: LOG,
      tokenBalance: TOKEN_BALANCE,
    },
    ...(byPlace.size === 0 ? {} : { instructions: [...byPlace.values()] }),
    ...(accounts.length === 0 ? {} : { tokenBalances: [{ account: accounts }] }),
  };
}

/** Only the header of one block. */
export function headerQuery(block: number): PortalQuery {
  return { type: 'solana', fromBlock: block, toBlock: block, includeAllBlocks: true, fields: { block: BLOCK } };
}
