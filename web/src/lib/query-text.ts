const MAXIMUM = 64;

/** What was typed into a search box, as the API takes it; undefined when nothing was. */
export function readSearch(parameters: Pick<URLSearchParams, 'get'>): string | undefined {
  return parameters.get('q')?.trim().slice(0, MAXIMUM) || undefined;
}
