import type { SolanaInstruction, SolanaTransaction } from '../chains/solana-chain.ts';

export type Row = Record<string, unknown>;

/** One block as an SQD portal keeps it: tables of rows, all columns. */
export interface PortalTables {
  header: { number: number; hash: string; parentHash: string; timestamp: number };
  transactions: Row[];
  instructions: Row[];
  logs: Row[];
  tokenBalances: Row[];
}

/** What stands for a block's hash in a ledger that keeps transactions only. */
export const portalHash = (slot: number): string => `hash${slot}`;

/** Brings the transactions of a slot, as `getTransaction` answers them, to the portal's tables. */
export function portalTables(header: PortalTables['header'], transactions: readonly SolanaTransaction[]): PortalTables {
  const tables: PortalTables = { header, transactions: [], instructions: [], logs: [], tokenBalances: [] };
  for (const transaction of transactions) addTransaction(tables, transaction);
  return tables;
}

function addTransaction(
  tables: PortalTables,
  { transaction, meta, version, transactionIndex }: SolanaTransaction,
): void {
  if (meta === null) throw new Error(`${transaction.signatures[0]} has no meta: no portal could have it.`);
  const { message, signatures } = transaction;
  const loadedAddresses = meta.loadedAddresses ?? { writable: [], readonly: [] };
  const keys = [...message.accountKeys, ...loadedAddresses.writable, ...loadedAddresses.readonly];
  tables.transactions.push({
    transactionIndex,
    version,
    accountKeys: message.accountKeys,
    addressTableLookups: message.addressTableLookups ?? [],
    loadedAddresses,
    ...message.header,
    recentBlockhash: message.recentBlockhash,
    signatures,
    err: meta.err,
    fee: String(meta.fee),
    feePayer: keys[0],
  });
  const calls = inOrder(message.instructions, meta.innerInstructions ?? []);
  const rows = calls.map(({ call, address }) => ({
    transactionIndex,
    instructionAddress: address,
    programId: keys[call.programIdIndex] as string,
    accounts: call.accounts.map((at) => keys[at] as string),
    data: call.data,
    isCommitted: meta.err === null,
  }));
  tables.instructions.push(...rows);
  tables.logs.push(...logRows(transactionIndex, meta.logMessages ?? [], rows));
  tables.tokenBalances.push(...balanceRows(transactionIndex, meta, keys));
}

/** Every call with its place in the call tree, depth first. */
function inOrder(
  outers: readonly SolanaInstruction[],
  groups: readonly { index: number; instructions: SolanaInstruction[] }[],
): { call: SolanaInstruction; address: number[] }[] {
  return outers.flatMap((outer, at) => {
    const inner = groups.filter(({ index }) => index === at).flatMap(({ instructions }) => instructions);
    let address = [at];
    const rows = [{ call: outer, address }];
    for (const call of inner) {
      const depth = call.stackHeight ?? 2;
      const siblings = address.length >= depth ? (address[depth - 1] as number) + 1 : 0;
      address = [...address.slice(0, depth - 1), siblings];
      rows.push({ call, address });
    }
    return rows;
  });
}

/** What programs logged, each line under the instruction that ran then; a log that was cut off ends early. */
function logRows(transactionIndex: number, lines: readonly string[], calls: readonly Row[]): Row[] {
  const rows: Row[] = [];
  const open: Row[] = [];
  let next = 0;
  for (const [logIndex, line] of lines.entries()) {
    const invoked = /^Program (\w+) invoke \[\d+\]$/.exec(line)?.[1];
    if (line === 'Log truncated') break;
    if (invoked !== undefined) {
      while (next < calls.length && calls[next]?.programId !== invoked) next++;
      open.push(calls[next] ?? {});
      next++;
    } else if (/^Program \w+ (success$|failed: )/.test(line)) open.pop();
    else if (!/^Program \w+ consumed \d+ of/.test(line)) {
      const [, word, said] = /^Program (log|data): (.*)$/s.exec(line) ?? [undefined, 'other', line];
      const { instructionAddress, programId } = open.at(-1) ?? {};
      rows.push({ transactionIndex, logIndex, instructionAddress, programId, kind: word, message: said });
    }
  }
  return rows.filter(({ instructionAddress }) => instructionAddress !== undefined);
}

function balanceRows(
  transactionIndex: number,
  { preTokenBalances, postTokenBalances }: NonNullable<SolanaTransaction['meta']>,
  keys: readonly string[],
): Row[] {
  const rows = new Map<string, Row>();
  for (const [end, balances] of [
    ['pre', preTokenBalances],
    ['post', postTokenBalances],
  ] as const) {
    for (const { accountIndex, mint, owner, programId, uiTokenAmount } of balances ?? []) {
      const account = keys[accountIndex] as string;
      const row = rows.get(account) ?? { transactionIndex, account };
      row[`${end}Mint`] = mint;
      row[`${end}Owner`] = owner;
      row[`${end}ProgramId`] = programId;
      row[`${end}Amount`] = uiTokenAmount.amount;
      row[`${end}Decimals`] = uiTokenAmount.decimals;
      rows.set(account, row);
    }
  }
  return [...rows.values()].sort((a, b) => (String(a.account) < String(b.account) ? -1 : 1));
}
