import { error } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

const PASSED = ['content-type', 'content-length', 'content-disposition', 'last-modified', 'cache-control'];

/** A published CSV file or manifest, passed on from the API's server, so that one public address serves everything. */
export const GET: RequestHandler = async ({ locals: { api }, params: { day, name } }) => {
  const answer = await api.forward(`/exports/${encodeURIComponent(day)}/${encodeURIComponent(name)}`);
  if (!answer.ok || !answer.body) error(answer.status === 404 ? 404 : 502, 'Nothing is published at this path.');
  const headers = new Headers();
  for (const header of PASSED) {
    const value = answer.headers.get(header);
    // A length counts the bytes that were sent to us, not what fetch unpacked from them.
    if (value && !(header === 'content-length' && answer.headers.has('content-encoding'))) headers.set(header, value);
  }
  return new Response(answer.body, { headers });
};
