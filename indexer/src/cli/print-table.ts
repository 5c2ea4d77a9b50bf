/** Prints rows as aligned columns, numbers to the right; null is shown as –. */
export function printTable(rows: readonly Record<string, unknown>[]): void {
  const names = Object.keys(rows[0] ?? {});
  const cells = rows.map((row) => names.map((name) => (row[name] === null ? '–' : String(row[name]))));
  const widths = names.map((name, i) => Math.max(name.length, ...cells.map((line) => line[i]!.length)));
  const numeric = names.map((_, i) => cells.every((line) => /^[\d.–-]+$/.test(line[i]!)));
  const pad = (text: string, i: number) => (numeric[i] ? text.padStart(widths[i]!) : text.padEnd(widths[i]!));
  for (const line of [names, ...cells]) console.log(line.map(pad).join('  ').trimEnd());
}
