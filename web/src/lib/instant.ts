const FORM = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2})?(?:\.0+)?Z?$/;

/** A UTC instant as `?at=` gives it, `2025-07-01T14:30` with or without seconds and Z, or undefined when it is none. */
export function readInstant(value: string | null): string | undefined {
  const [, day, minute, second = ':00'] = FORM.exec(value?.trim() ?? '') ?? [];
  if (!day) return undefined;
  const instant = `${day}T${minute}${second}Z`;
  const time = Date.parse(instant);
  // What does not come back as it was, such as February 30th, is no instant.
  const real = Number.isFinite(time) && new Date(time).toISOString().startsWith(instant.slice(0, -1));
  return real ? instant : undefined;
}

/** The form that a field of date and time takes: no zone, to the second. */
export const fieldInstant = (instant: string): string => instant.slice(0, 19);
