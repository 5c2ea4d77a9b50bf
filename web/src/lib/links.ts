/** Parameters that stay in the address from page to page, so that every address can be shared as it is seen. */
const CARRIED = ['lang', 'theme', 'window', 'from', 'to', 'definition'] as const;

export type Changes = Record<string, string | null | undefined>;

interface Address {
  readonly pathname: string;
  readonly searchParams: Pick<URLSearchParams, 'get' | 'entries'>;
}

function assemble(path: string, parameters: Iterable<[string, string]>, changes: Changes): string {
  const search = new URLSearchParams([...parameters]);
  for (const [name, value] of Object.entries(changes)) {
    if (value) search.set(name, value);
    else search.delete(name);
  }
  // Both are legal in a query, and ids read better with them.
  const query = search.toString().replaceAll('%3A', ':').replaceAll('%2C', ',');
  return query ? `${path}?${query}` : path;
}

/** Address of another page, seen as this one is: language, theme, window and counting rule carried over. */
export function linkTo(current: Address, path: string, changes: Changes = {}): string {
  const carried = CARRIED.flatMap((name): [string, string][] => {
    const value = current.searchParams.get(name);
    return value === null ? [] : [[name, value]];
  });
  return assemble(path, carried, changes);
}

/** This page with some parameters changed; null removes one. */
export function linkHere(current: Address, changes: Changes): string {
  return assemble(current.pathname, current.searchParams.entries(), changes);
}

function segment(id: string): string {
  return encodeURIComponent(id).replaceAll('%3A', ':');
}

export const tickerPath = (id: string): string => `/ticker/${segment(id)}`;
export const poolPath = (id: string): string => `/pool/${segment(id)}`;

/** An http(s) address as given, or undefined: what an explorer or the API says is never trusted as a link. */
export function safeHref(address: string): string | undefined {
  const url = URL.parse(address);
  return url && /^https?:$/.test(url.protocol) ? url.href : undefined;
}
