const MOST_TEXTS = 1_024;
const texts = new Map<number, string>();

/** Unix seconds as PostgreSQL reads them; facts of a block share the text. */
export function timeText(time: number): string {
  const known = texts.get(time);
  if (known !== undefined) return known;
  if (texts.size >= MOST_TEXTS) texts.clear();
  const text = new Date(time * 1_000).toISOString();
  texts.set(time, text);
  return text;
}

/** The UTC day of a time. */
export const dayText = (time: number): string => timeText(time).slice(0, 10);
