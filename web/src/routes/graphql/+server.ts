import type { RequestHandler } from './$types';

const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'POST, OPTIONS',
  'access-control-allow-headers': 'content-type',
};

/** The public GraphQL end point: the API's own, under the dashboard's address. The API checks and limits the request. */
export const POST: RequestHandler = async ({ locals: { api }, request }) => {
  const answer = await api.forward('/graphql', { method: 'POST', body: await request.text() });
  return new Response(answer.body, {
    status: answer.status,
    headers: { ...CORS, 'content-type': answer.headers.get('content-type') ?? 'application/json' },
  });
};

export const OPTIONS: RequestHandler = () => new Response(null, { status: 204, headers: CORS });
