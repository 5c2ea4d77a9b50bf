import { expect, test } from 'vitest';
import { createApi } from './api.ts';

const query = { document: '{ a }' };

function answering(body: string, status = 200) {
  const requests: RequestInit[] = [];
  const fetch = (async (_url: string, init: RequestInit) => {
    requests.push(init);
    return new Response(body, { status });
  }) as typeof globalThis.fetch;
  return { requests, api: createApi('http://api/graphql', fetch, { 'x-forwarded-for': '203.0.113.9' }) };
}

test('undefined variables are left out, and the reader’s address goes with the question', async () => {
  const { api, requests } = answering('{"data":{"a":1}}');
  expect(await api.ask(query, { first: 1, after: undefined })).toEqual({ a: 1 });
  expect(requests[0]?.body).toBe('{"query":"{ a }","variables":{"first":1}}');
  expect(new Headers(requests[0]?.headers).get('x-forwarded-for')).toBe('203.0.113.9');
});

test.each([
  ['{"errors":[{"message":"Too many requests"}]}', 429, 'answer'],
  ['<html>bad gateway</html>', 502, 'refused'],
  ['{"data":null}', 200, 'refused'],
])('%s is an error of kind %s', async (body, status, kind) => {
  await expect(answering(body, status).api.ask(query, {})).rejects.toMatchObject({ name: 'ApiError', kind });
});

test.each([
  ['BAD_CURSOR', 400],
  ['RATE_LIMITED', 429],
  ['INTERNAL', 503],
])('%s is shown as a page of status %i', async (code, status) => {
  const { api } = answering(JSON.stringify({ errors: [{ message: 'x', extensions: { code } }] }));
  await expect(api.ask(query, {})).rejects.toMatchObject({ code, status });
});

test('only the API’s own server can be forwarded to', async () => {
  const { api, requests } = answering('x');
  await expect(api.forward('http://169.254.169.254/latest')).rejects.toMatchObject({ name: 'ApiError' });
  await expect(api.forward('//evil.example/x')).rejects.toMatchObject({ name: 'ApiError' });
  expect(requests).toHaveLength(0);
});
