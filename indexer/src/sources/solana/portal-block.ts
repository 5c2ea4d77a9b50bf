import { CodedError } from '@tokentape/core/coded-error.ts';
import * as v from 'valibot';

const natural = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const path = v.pipe(v.array(natural), v.minLength(1));
const texts = v.array(v.string());
const amount = v.nullish(v.union([v.pipe(v.string(), v.regex(/^\d+$/)), v.pipe(natural, v.transform(String))]));
const name = v.nullish(v.string());

const Transaction = v.object({
  transactionIndex: natural,
  version: v.union([v.number(), v.string()]),
  accountKeys: v.pipe(texts, v.minLength(1)),
  addressTableLookups: v.nullish(
    v.array(v.object({ readonlyIndexes: v.array(natural), writableIndexes: v.array(natural) })),
  ),
  loadedAddresses: v.nullish(v.object({ writable: texts, readonly: texts })),
  numRequiredSignatures: natural,
  signatures: v.pipe(texts, v.minLength(1)),
  /** Null when the transaction succeeded; a missing field is no success. */
  err: v.custom<unknown>((value) => value !== undefined, 'err is missing'),
});

const Instruction = v.object({
  transactionIndex: natural,
  instructionAddress: path,
  programId: v.string(),
  accounts: texts,
  data: v.string(),
});

const TokenBalance = v.object({
  transactionIndex: natural,
  account: v.string(),
  preMint: name,
  postMint: name,
  preOwner: name,
  postOwner: name,
  preAmount: amount,
  postAmount: amount,
});

const Log = v.object({
  transactionIndex: natural,
  logIndex: natural,
  instructionAddress: path,
  kind: v.string(),
  message: v.string(),
});

const Header = v.object({
  /** The slot. */
  number: natural,
  hash: v.string(),
  /** Unix seconds; 0 or absent where the portal does not know it. */
  timestamp: v.nullish(natural),
});

const Block = v.object({
  header: Header,
  transactions: v.optional(v.array(Transaction), []),
  instructions: v.optional(v.array(Instruction), []),
  tokenBalances: v.optional(v.array(TokenBalance), []),
});

/** A call whose logs were asked for carries nothing but its place. */
const Remainder = v.object({
  header: Header,
  instructions: v.optional(v.array(v.object({ transactionIndex: natural, instructionAddress: path })), []),
  tokenBalances: v.optional(v.array(TokenBalance), []),
  logs: v.optional(v.array(Log), []),
});

export type PortalHeader = v.InferOutput<typeof Header>;
export type PortalTransaction = v.InferOutput<typeof Transaction>;
export type PortalInstruction = v.InferOutput<typeof Instruction>;
export type PortalTokenBalance = v.InferOutput<typeof TokenBalance>;
export type PortalLog = v.InferOutput<typeof Log>;
export type PortalRemainder = v.InferOutput<typeof Remainder>;
export type PortalBlock = v.InferOutput<typeof Block>;

/** One line of an answer to `transactionsQuery`. @throws CodedError `SOLANA_PAGE_INVALID` */
export const parseBlock = (line: string): PortalBlock => parse(Block, line);

/** One line of an answer to `remainderQuery`. @throws CodedError `SOLANA_PAGE_INVALID` */
export const parseRemainder = (line: string): PortalRemainder => parse(Remainder, line);

/** What `finalized-head` answers. @throws CodedError `SOLANA_PAGE_INVALID` */
export function parseHead(answer: unknown): { number: number } {
  const parsed = v.safeParse(v.object({ number: natural }), answer);
  if (parsed.success) return parsed.output;
  throw invalid('the finalized head has no number');
}

function parse<Schema extends v.GenericSchema>(schema: Schema, line: string): v.InferOutput<Schema> {
  let given: unknown;
  try {
    given = JSON.parse(line);
  } catch {
    throw invalid(`a line of ${line.length} characters is no JSON`);
  }
  const parsed = v.safeParse(schema, given);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw invalid(`${v.getDotPath(issue) ?? 'a block'}: ${issue.message}`);
}

function invalid(reason: string): CodedError {
  return new CodedError('SOLANA_PAGE_INVALID', `The portal's answer does not fit: ${reason}.`);
}
