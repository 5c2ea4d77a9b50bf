export const themes = ['auto', 'light', 'dark'] as const;
/** `auto` follows the reader's system. */
export type Theme = (typeof themes)[number];

/** The theme that a value of `?theme=` or of the cookie names, or undefined. */
export function parseTheme(value: string | null | undefined): Theme | undefined {
  return themes.find((theme) => theme === value);
}
