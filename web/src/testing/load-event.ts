import { createApi } from '../lib/api/api.ts';

/**
 * What a server load function of a page reads, made from an address. `shell` stands for the layout's data.
 * Typed loosely at this one place: SvelteKit's event has much more, none of which the loads use.
 */
export function loadEvent(apiUrl: string, address: string, shell: object, params: Record<string, string> = {}): never {
  return {
    locals: { api: createApi(apiUrl, fetch), language: 'en', theme: 'auto', origin: undefined },
    url: new URL(address, 'http://localhost'),
    parent: async () => shell,
    params,
  } as never;
}
