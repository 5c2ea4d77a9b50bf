import type { SolanaInstruction, SolanaTransaction } from './transaction.ts';

/** Events found in the logs, by ordinal of the instruction that logged them. */
export type LogEvents = ReadonlyMap<number, DataView[]>;

const DATA = 'Program data: ';
const COLON = 58;
const BRACKET = 93;
const LETTER_S = 115;

/**
 * Attributes `Program data:` lines of `programs` to their instructions by following invocations: the n-th `invoke` of a
 * program in the logs is its n-th instruction in order of execution. A log that was cut off ends the list early; what a
 * program prints as text (`Program log:`) is never taken for an event.
 */
export function readLogEvents(tx: SolanaTransaction, programs: ReadonlySet<string>): LogEvents {
  const { logs } = tx;
  const wanted = [...programs];
  const seen = wanted.map(() => 0);
  const events = new Map<number, DataView[]>();
  const stack: number[] = [];
  for (const line of logs) {
    // Told apart by single letters, since this loop sees every line of history: `Program log: ` and `Program data: ` have
    // a colon where an address has none, and of the rest only `… invoke [2]` and `… success` end as they do.
    if (line.charCodeAt(11) === COLON) continue;
    if (line.charCodeAt(12) === COLON) {
      const at = stack.length === 0 ? -1 : (stack[stack.length - 1] as number);
      if (at >= 0 && line.startsWith(DATA)) push(events, at, line);
      continue;
    }
    const last = line.charCodeAt(line.length - 1);
    if (last === BRACKET) {
      const nth = wanted.findIndex((program) => line.startsWith(program, 8));
      const at = nth < 0 ? -1 : nextCall(tx, wanted[nth] as string, seen[nth] as number);
      if (nth >= 0) seen[nth] = at < 0 ? tx.instructions.length : at + 1;
      stack.push(at);
    } else if (last === LETTER_S && line.charCodeAt(line.length - 2) === LETTER_S) stack.pop();
  }
  return events;
}

/** The next instruction of a program from `from` on; -1 when the logs have more invocations than there are instructions. */
function nextCall({ instructions, keys }: SolanaTransaction, program: string, from: number): number {
  for (let at = from; at < instructions.length; at++) {
    if (keys[(instructions[at] as SolanaInstruction).program] === program) return at;
  }
  return -1;
}

function push(events: Map<number, DataView[]>, at: number, line: string): void {
  // One line carries one event; further fields would follow after a space.
  const space = line.indexOf(' ', DATA.length);
  const bytes = Buffer.from(space < 0 ? line.slice(DATA.length) : line.slice(DATA.length, space), 'base64');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const known = events.get(at);
  if (known === undefined) events.set(at, [view]);
  else known.push(view);
}
