import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ERROR_CODES } from './api-error.ts';
import { CANARY_PASSWORD } from './testing/postgres.ts';
import { startTestApi, type TestApi } from './testing/test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  // Warm the catalogue, so that what is counted later is the query's own.
  await api.ask('{ status { label } }');
});
afterAll(() => api.stop());

const codesOf = (body: { errors?: { extensions: { code: string } }[] }) =>
  body.errors?.map((error) => error.extensions.code);
const repeat = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => text(i)).join(' ');

/** Asks, expects the code, and that Postgres was not asked. */
async function refused(query: string, code: string, variables?: object) {
  const before = api.statements.length;
  const started = performance.now();
  const { body, status } = await api.ask(query, variables);
  expect(codesOf(body)?.[0]).toBe(code);
  expect(status).toBeGreaterThanOrEqual(400);
  expect(body.data ?? null).toBeNull();
  expect(api.statements.length).toBe(before);
  expect(performance.now() - started).toBeLessThan(500);
}

describe('the shape of a query', () => {
  test('S01 depth by nesting, by fragments and by inline fragments', async () => {
    const nested = (open: string, times: number) => `${repeat(times, () => open)} id ${repeat(times, () => '}')}`;
    await refused(
      `{ pools { nodes { ${nested('asset { pools {', 12)} ${repeat(12, () => '}')} } } }`,
      'LIMIT_EXCEEDED',
    );
    await refused(
      `{ pools { nodes { ...A } } } fragment A on Pool { asset { pools { asset { pools { asset { pools { id } } } } } } }`,
      'LIMIT_EXCEEDED',
    );
    const inline = `... on Pool { asset { pools { ... on Pool { asset { pools { ... on Pool { asset { pools { id } } } } } } } } }`;
    await refused(`{ pools { nodes { ${inline} } } }`, 'LIMIT_EXCEEDED');
  });

  test('S02 aliases: of a field, of __typename, through fragments', async () => {
    await refused(`{ ${repeat(101, (i) => `a${i}: status { label }`)} }`, 'LIMIT_EXCEEDED');
    await refused(`{ ${repeat(101, (i) => `a${i}: __typename`)} }`, 'LIMIT_EXCEEDED');
    await refused(`{ ...F ...F } fragment F on Query { ${repeat(10, (i) => `a${i}: __typename`)} }`, 'LIMIT_EXCEEDED');
  });

  test('S03 too many tokens and too much text', async () => {
    await refused(`{ ${repeat(1_000, () => 'x')} }`, 'LIMIT_EXCEEDED');
    await refused(`{ ticker(id: "${'x'.repeat(9_000)}") { id } }`, 'TOO_LARGE');
    const { status } = await api.ask(`{ ticker(id: "${'x'.repeat(1_000_000)}") { id } }`);
    expect(status).toBe(413);
  });

  test('S04 directives, known and unknown', async () => {
    await refused(`{ status { label ${repeat(60, () => '@include(if: true)')} } }`, 'LIMIT_EXCEEDED');
    const { body } = await api.ask(`{ status { label ${repeat(50, () => '@x')} } }`);
    expect(['LIMIT_EXCEEDED', 'VALIDATION_FAILED']).toContain(codesOf(body)?.[0]);
  });

  test('S05 introspection passes once, and does not circle', async () => {
    await refused(
      `{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }`,
      'VALIDATION_FAILED',
    );
    await refused(`{ ${repeat(30, (i) => `t${i}: __type(name: "Pool") { name }`)} }`, 'LIMIT_EXCEEDED');
  });

  test('S13 fragments that circle or multiply', async () => {
    await refused(`{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }`, 'VALIDATION_FAILED');
    const doubling = repeat(20, (i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`);
    const { body, status } = await api.ask(`{ ...F0 } ${doubling} fragment F20 on Query { __typename }`);
    expect(status === 200 || codesOf(body)?.[0] === 'LIMIT_EXCEEDED').toBe(true);
  });
});

describe('page sizes and cost', () => {
  test('S06 a page over 200 in whatever form is refused before any statement', async () => {
    await refused('{ pools(first: 100000) { nodes { id } } }', 'BAD_ARGUMENT');
    await refused('query ($n: Int) { pools(first: $n) { nodes { id } } }', 'BAD_ARGUMENT', { n: 100_000 });
    await refused('query ($n: Int = 100000) { pools(first: $n) { nodes { id } } }', 'BAD_ARGUMENT');
    await refused('{ tickers(first: 200) { nodes { pools { asset { pools { token0 { id } } } } } } }', 'COST_EXCEEDED');
  });

  test('S07 the same document with a small, then a huge variable', async () => {
    const query = 'query ($n: Int) { fills(first: $n) { nodes { id } } }';
    expect((await api.ask(query, { n: 2 })).body.data.fills.nodes).toHaveLength(2);
    await refused(query, 'BAD_ARGUMENT', { n: 200_000 });
  });

  test.each([0, -1, 201, 2_147_483_647])('S08 first: %i is refused', async (first) => {
    await refused('query ($n: Int) { fills(first: $n) { nodes { id } } }', 'BAD_ARGUMENT', { n: first });
  });

  test.each(['1e9', 2 ** 31, 1.5, true])('S08 first: %s is not an Int', async (first) => {
    await refused('query ($n: Int) { fills(first: $n) { nodes { id } } }', 'VALIDATION_FAILED', { n: first });
  });

  test('S08 first: null and arguments that do not exist', async () => {
    await refused('{ fills(first: null) { nodes { id } } }', 'BAD_ARGUMENT');
    await refused('{ fills(first: 1, last: 100000) { nodes { id } } }', 'VALIDATION_FAILED');
  });

  test('S27 windows of too many buckets', async () => {
    await refused('{ daily(from: "2000-01-01", to: "2025-07-01") { day } }', 'WINDOW_TOO_LARGE');
    await refused(
      '{ depthHistory(pool: "solana:x", from: "2022-01-01", to: "2025-01-01") { hour } }',
      'WINDOW_TOO_LARGE',
    );
    await refused('{ daily(from: "2000-01-01") { day } }', 'WINDOW_TOO_LARGE').catch(async () => {
      // Without an end the last day is asked for first, and then refused.
      const { body } = await api.ask('{ daily(from: "2000-01-01") { day } }');
      expect(codesOf(body)).toEqual(['WINDOW_TOO_LARGE']);
    });
  });

  test('the cost comes with the answer', async () => {
    const { body } = await api.ask('{ pools(first: 10) { nodes { id token0 { symbol } } } }');
    expect(body.extensions.cost).toEqual({ requested: 21, budget: 20_000 });
  });
});

describe('text that reaches SQL', () => {
  const HOSTILE = ["'; DROP TABLE fill; --", '$1', '%', '\\', '\u0000', '{{7*7}}', 'x" OR 1=1', '\u202e'];

  test.each(HOSTILE)('S14 %j in every string argument', async (text) => {
    const strings = '$s: String!';
    const fields = [
      `query (${strings}) { tickers(search: $s, issuer: $s, chain: $s) { totalCount } }`,
      `query (${strings}) { ticker(id: $s) { id } }`,
      `query (${strings}) { pools(asset: $s, chain: $s, dex: $s, search: $s) { totalCount } }`,
      `query (${strings}) { pool(id: $s) { id } }`,
      `query (${strings}) { fills(asset: $s, pool: $s, chain: $s) { nodes { id } } }`,
      `query (${strings}) { daily(asset: $s, issuer: $s, chain: $s) { trades } totals(issuer: $s) { trades } }`,
      `query (${strings}) { launchReport(issuer: $s, chain: $s) { pools } }`,
    ];
    for (const query of fields) {
      const { body } = await api.ask(query, { s: text });
      expect(body.errors, `${query} ${JSON.stringify(body.errors)}`).toBeUndefined();
    }
    const { body } = await api.ask(`query (${strings}) { fills(trader: $s) { nodes { id } } }`, { s: text });
    expect(codesOf(body)).toEqual(['BAD_ARGUMENT']);
    const { rows } = await api.database.owner.query('SELECT count(*)::int AS count FROM fill');
    expect(rows).toEqual([{ count: 8 }]);
  });

  test('S14 sort orders and days are typed', async () => {
    await refused('query ($o: TickerOrder) { tickers(orderBy: $o) { totalCount } }', 'VALIDATION_FAILED', {
      o: 'VOLUME; DROP',
    });
    await refused('query ($d: Day) { daily(from: $d) { day } }', 'VALIDATION_FAILED', { d: "2025-07-01'" });
    await refused('{ daily(from: "2025-02-30") { day } }', 'VALIDATION_FAILED');
  });

  test('S15 cursors: forged, edited, of another question', async () => {
    const { body } = await api.ask('{ fills(first: 1) { pageInfo { endCursor } } }');
    const { endCursor } = body.data.fills.pageInfo;
    const ask = (after: string, args = '') =>
      api.ask(`query ($after: String) { fills(first: 1, after: $after${args}) { nodes { id } } }`, { after });
    expect((await ask(endCursor)).body.data.fills.nodes).toHaveLength(1);
    const edited = Buffer.from(endCursor, 'base64url')
      .toString()
      .replace('100', '1e9')
      .replace(/\d{16}/, '9'.repeat(30));
    const forged = [
      Buffer.from(edited).toString('base64url'),
      Buffer.from('[]').toString('base64url'),
      Buffer.from('{"a":1}').toString('base64url'),
      "' OR 1=1",
      '',
      'A'.repeat(10_000).slice(0, 5_000),
    ];
    for (const after of forged) expect(codesOf((await ask(after)).body), after).toEqual(['BAD_CURSOR']);
    expect(codesOf((await ask(endCursor, ', chain: "solana"')).body)).toEqual(['BAD_CURSOR']);
    const other = await api.ask('query ($after: String) { tickers(after: $after) { totalCount } }', {
      after: endCursor,
    });
    expect(codesOf(other.body)).toEqual(['BAD_CURSOR']);
  });
});

describe('what an answer may say', () => {
  test('S17 a fault of the server is masked and found in its log under the request id', async () => {
    await api.database.owner.query('ALTER TABLE pool_day RENAME TO pool_day_away');
    try {
      const { body, text, status } = await api.ask('{ pools { nodes { volumeUsd } } }');
      expect(codesOf(body)).toEqual(['INTERNAL']);
      expect(status).toBe(500);
      expect(text).not.toMatch(/pool_day|relation|42P01|\.ts|stack/);
      const { requestId } = body.errors[0].extensions;
      expect(api.log.find((line) => line.requestId === requestId)?.message).toMatch(/pool_day/);
    } finally {
      await api.database.owner.query('ALTER TABLE pool_day_away RENAME TO pool_day');
    }
  });

  test('S17 malformed bodies get one sentence of ours', async () => {
    for (const body of ['{', '', '[]', 'null', '{"query":1}', '{"query":"{__typename}","variables":[]}', '{"q":1}']) {
      const answer = await api.send('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      expect(answer.status, body).toBe(400);
      expect(codesOf(answer.body), body).toEqual(['BAD_REQUEST']);
      expect(answer.text).not.toMatch(/JSON at|position|Unexpected token/);
    }
  });

  test('S30 an error is not kept', async () => {
    expect(codesOf((await api.ask('{ ticker(id: "SPYx") { id } }')).body)).toEqual(['AMBIGUOUS_TICKER']);
    expect((await api.ask('{ ticker(id: "xstocks:SPYx") { id } }')).body.data.ticker.id).toBe('xstocks:SPYx');
  });

  test('every code is one of the documented list', async () => {
    const { body } = await api.ask('{ nope }');
    expect(Object.keys(ERROR_CODES)).toContain(codesOf(body)?.[0]);
    expect(body.errors[0].extensions.requestId).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('HTTP', () => {
  const post = (headers: Record<string, string>, body: string) =>
    api.send('/graphql', { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
  const PING = JSON.stringify({ query: '{ __typename }' });

  test('S09 batches are not served', async () => {
    const one = { query: '{ __typename }' };
    expect((await post({}, JSON.stringify([one, one]))).status).toBe(400);
    expect((await post({}, JSON.stringify(Array(2_000).fill(one)))).status).toBe(413);
  });

  test.each([33 * 1024, 10_000_000])('S10 a body of %i bytes', async (size) => {
    const { status, body } = await post(
      {},
      JSON.stringify({ query: '{ __typename }', variables: { x: 'x'.repeat(size) } }),
    );
    expect(status).toBe(413);
    expect(codesOf(body)).toEqual(['TOO_LARGE']);
  });

  test('S10 a body without a length, and a compressed one', async () => {
    const stream = new ReadableStream({
      pull(controller) {
        controller.enqueue(new Uint8Array(16_384).fill(32));
      },
    });
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: stream, duplex: 'half' };
    const status = await fetch(`${api.url}/graphql`, init as RequestInit).then(
      (response) => response.status,
      // The server answers and closes; the client may see only the second.
      () => 413,
    );
    expect(status).toBe(413);
    expect((await post({ 'content-encoding': 'gzip' }, PING)).status).toBe(415);
  });

  test('S11 variables: nested, large, reserved names', async () => {
    const nest = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
    const send = (variables: string) => post({}, `{"query":"{ __typename }","variables":${variables}}`);
    expect((await send(nest(9))).status).toBe(400);
    expect((await send(nest(4_000))).status).toBe(400);
    expect((await send(`{"x":"${'x'.repeat(9_000)}"}`)).status).toBe(413);
    expect((await send('{"__proto__":{"polluted":true}}')).status).toBe(400);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test('S23 any origin may read, none with credentials', async () => {
    const { headers } = await post({ origin: 'https://evil.example' }, PING);
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('access-control-allow-credentials')).toBeNull();
    const preflight = await api.send('/graphql', {
      method: 'OPTIONS',
      headers: { origin: 'null', 'access-control-request-method': 'DELETE', 'access-control-request-headers': 'x-odd' },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-methods')).toBe('POST');
    expect(preflight.headers.get('access-control-allow-headers')).toBe('content-type');
  });

  test('S24 forms and GET are not read', async () => {
    expect((await api.send('/graphql?query={__typename}')).status).toBe(405);
    for (const type of ['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain']) {
      expect((await post({ 'content-type': type }, PING)).status, type).toBe(415);
    }
  });

  test('S25 no tools, no landing page, no metrics', async () => {
    for (const path of ['/', '/graphiql', '/playground', '/metrics', '/altair', '/graphql/']) {
      expect((await api.send(path, { headers: { accept: 'text/html' } })).status, path).toBe(404);
    }
    expect((await api.send('/graphql', { headers: { accept: 'text/html' } })).status).toBe(405);
  });

  test('S26 other verbs and headers of 64 KB', async () => {
    expect((await api.send('/graphql', { method: 'PUT', body: PING })).status).toBe(405);
    expect((await api.send('/status', { method: 'DELETE' })).status).toBe(405);
    expect((await post({ 'x-large': 'x'.repeat(65_536) }, PING)).status).toBe(431);
  });

  test('S35 only names of published files are looked up', async () => {
    for (const path of [
      '../../etc/passwd',
      '2025-07-01/..%2fmanifest.json',
      '%2e%2e/manifest.json',
      '2025-07-01/CON',
    ]) {
      expect((await api.send(`/exports/${path}`)).status, path).toBe(404);
    }
    expect((await api.send(`/exports/2025-07-01/${'a'.repeat(5_000)}.v1.csv.gz`)).status).toBe(404);
  });

  test('S37 headers of every answer', async () => {
    for (const answer of [await post({}, PING), await api.send('/health'), await api.send('/nowhere')]) {
      expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'/);
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.headers.get('strict-transport-security')).toMatch(/max-age/);
      expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
      expect(answer.headers.get('permissions-policy')).toMatch(/camera/);
      expect(answer.headers.get('x-powered-by')).toBeNull();
    }
  });

  test('S33 the password of the login is in no answer and no log', async () => {
    const texts = [await post({}, PING), await api.send('/status'), await api.ask('{ nope }')].map(({ text }) => text);
    expect(`${texts.join()}${JSON.stringify(api.log)}`).not.toContain(CANARY_PASSWORD);
  });
});

test('S28 two hundred pools with tokens, price and curve take at most five statements', async () => {
  const before = api.statements.length;
  const { body } = await api.ask(`{ pools(first: 200) { nodes { id state volumeUsd lastTradeTime dexName
    token0 { symbol multiplier } token1 { symbol multiplier } asset { symbol issuer { name } }
    liquidity { midUsd tvlUsd depth { askUsd } slippage { buy } } } } }`);
  expect(body.errors).toBeUndefined();
  expect(body.data.pools.nodes).toHaveLength(4);
  expect(api.statements.length - before).toBeLessThanOrEqual(5);
});
