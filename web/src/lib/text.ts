/** Joins the two ends of a long address, as explorers do: `HHQUnU…4bm`. */
export function shortId(id: string): string {
  return id.length <= 14 ? id : `${id.slice(0, 6)}…${id.slice(-4)}`;
}

/** A decimal with at most `places` digits after the point; the rest is cut, not rounded. */
export function cutPlaces(decimal: string, places: number): string {
  const [whole = '', fraction = ''] = decimal.split('.');
  const kept = fraction.slice(0, places).replace(/0+$/, '');
  return kept === '' ? whole : `${whole}.${kept}`;
}

/** Characters that reorder or hide text, taken out of names that anybody can choose. */
const INVISIBLE = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;

export const withoutInvisible = (text: string): string => text.replace(INVISIBLE, '');

/** A token's name or symbol as it may be shown: without control and bidi characters, and no longer than 48. */
export function plainName(name: string): string {
  const shown = withoutInvisible(name).trim();
  return shown.length > 48 ? `${shown.slice(0, 47)}…` : shown;
}

/** A label cut before its last word: `['Top ', '1']`. Chinese parts words by a space without width; without either all of it is the last word. */
export function lastWord(label: string): [before: string, last: string] {
  const end = Math.max(label.lastIndexOf(' '), label.lastIndexOf('\u200b')) + 1;
  return [label.slice(0, end), label.slice(end)];
}
