import type { SolanaTransaction } from './transaction.ts';

/** Events found in the logs, by ordinal of the instruction that logged them. */
export type LogEvents = ReadonlyMap<number, DataView[]>;

const NONE: LogEvents = new Map();
const DATA = 'Program data: ';

/**
 * Attributes `Program data:` lines of `programs` to their instructions by following invocations: the n-th `invoke` of a
 * program in the logs is its n-th instruction in order of execution. A log that was cut off ends the list early; what a
 * program prints as text (`Program log:`) is never taken for an event.
 */
export function readLogEvents(tx: SolanaTransaction, programs: ReadonlySet<string>): LogEvents {
  const { logs } = tx;
  if (logs.length === 0) return NONE;
  const events = new Map<number, DataView[]>();
  const stack: number[] = [];
  const seen = new Map<string, number>();
  for (const line of logs) {
    if (line.startsWith(DATA)) {
      const at = stack.at(-1) ?? -1;
      if (at >= 0) push(events, at, line);
    } else if (line.startsWith('Program ')) {
      const space = line.indexOf(' ', 8);
      if (space < 0) continue;
      if (line.startsWith('invoke [', space + 1)) {
        const program = line.slice(8, space);
        stack.push(programs.has(program) ? nextCall(tx, program, seen) : -1);
      } else if (line.startsWith('success', space + 1) || line.startsWith('failed', space + 1)) {
        // `Program log: success` has the word `log:` where the program stands.
        if (space > 20) stack.pop();
      }
    }
  }
  return events;
}

function nextCall(tx: SolanaTransaction, program: string, seen: Map<string, number>): number {
  const { instructions, keys } = tx;
  for (let at = seen.get(program) ?? 0; at < instructions.length; at++) {
    if (keys[(instructions[at] as SolanaTransaction['instructions'][number]).program] === program) {
      seen.set(program, at + 1);
      return at;
    }
  }
  seen.set(program, instructions.length);
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
