let lastTime = Number.NaN;
let lastText = '';

/** Unix seconds as PostgreSQL reads them; facts of a block share the text. */
export function timeText(time: number): string {
  if (time !== lastTime) {
    lastTime = time;
    lastText = new Date(time * 1_000).toISOString();
  }
  return lastText;
}

/** The UTC day of a time. */
export const dayText = (time: number): string => timeText(time).slice(0, 10);
