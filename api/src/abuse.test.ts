import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, connect, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { insertRows } from './testing/insert-rows.ts';
import { startTestApi, type TestApi } from './testing/test-api.ts';

let exportsDir: string;
let api: TestApi;
beforeAll(async () => {
  exportsDir = await mkdtemp(join(tmpdir(), 'tokentape-abuse-'));
  await mkdir(join(exportsDir, '2025-07-01'));
  await writeFile(join(exportsDir, '2025-07-01', 'fills.v1.csv.gz'), 'x'.repeat(10_000));
  api = await startTestApi({ EXPORTS_DIR: exportsDir });
});
afterAll(async () => {
  await api.stop();
  await rm(exportsDir, { recursive: true, force: true });
});

const LABEL = '{ status { label } }';

test('S12 thousands of distinct documents leave nothing behind', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  let next = 0;
  const document = () => {
    next += 1;
    return `# ${next} ${'x'.repeat(30_000)}\n${LABEL}`;
  };
  const send = async (count: number) => {
    for (let sent = 0; sent < count; sent += 20) {
      await Promise.all(Array.from({ length: 20 }, () => api.ask(document())));
    }
    collect();
    return process.memoryUsage().heapUsed;
  };
  await send(200);
  const early = await send(800);
  const late = await send(1_000);
  // A cache of them would have grown by 30 MB.
  expect(late - early).toBeLessThan(10_000_000);
}, 180_000);

describe('S19 slow and idle callers', () => {
  test('are closed at the limits, one address holds half of the sockets, and others are served', async () => {
    const { http } = api.server;
    expect([http.headersTimeout, http.requestTimeout, http.keepAliveTimeout]).toEqual([10_000, 15_000, 5_000]);
    expect(http.maxConnections).toBe(1_000);
    [http.headersTimeout, http.requestTimeout] = [400, 600];
    try {
      const { port } = http.address() as AddressInfo;
      const open = (first: string) => {
        const socket = connect(port, '127.0.0.1', () => socket.write(first));
        socket.on('error', () => undefined);
        // Unread, the end of the connection would not be noticed here.
        socket.resume();
        return new Promise<void>((closed) => socket.once('close', () => closed()));
      };
      const idle = Array.from({ length: 700 }, () => open(''));
      const headers = Array.from({ length: 20 }, () => open('POST /graphql HTTP/1.1\r\nHost: a\r\nX-Slow: '));
      // Those over the half are gone at once, the others when their time is up.
      await Promise.all([...idle, ...headers]);
      const body =
        'POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"q';
      const bodies = Array.from({ length: 20 }, () => open(body));
      const { status } = await api.ask(LABEL);
      expect(status).toBe(200);
      await Promise.all(bodies);
    } finally {
      [http.headersTimeout, http.requestTimeout] = [10_000, 15_000];
    }
  }, 60_000);

  test('who does not read an answer holds up nobody', async () => {
    const { port } = api.server.http.address() as AddressInfo;
    const body = JSON.stringify({ query: '{ metrics { id methodEn methodZhHant methodZhHans } }' });
    const request = `POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
    const deaf = Array.from({ length: 20 }, () => {
      const socket = connect(port, '127.0.0.1', () => socket.write(request.repeat(5)));
      socket.on('error', () => undefined);
      return socket.pause();
    });
    expect((await api.ask(LABEL)).status).toBe(200);
    for (const socket of deaf) socket.destroy();
  });
});

describe('S29 one answer is never another’s', () => {
  test('operation names, variables in any order, white space and headers', async () => {
    const document = `query A { status { label } } query B { ticker(id: "xstocks:TSLAx") { id } }`;
    const run = (operationName: string) =>
      api.send('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: document, operationName }),
      });
    const answers = await Promise.all(['A', 'B', 'A', 'B'].map(run));
    expect(answers.map(({ body }) => Object.keys(body.data)[0])).toEqual(['status', 'ticker', 'status', 'ticker']);
    const windowed = 'query ($to: Day, $from: Day) { totals(from: $from, to: $to) { volumeUsd } }';
    const [one, two, other] = await Promise.all([
      api.ask(windowed, { from: '2025-06-30', to: '2025-07-01' }),
      api.ask(windowed.replaceAll(' ', '  '), { to: '2025-07-01', from: '2025-06-30' }),
      api.ask(windowed, { to: '2025-06-30', from: '2025-06-30' }),
    ]);
    expect(one.body.data).toEqual(two.body.data);
    expect([one, other].map(({ body }) => body.data.totals.volumeUsd)).toEqual(['2051', '470']);
  });

  test('scopes asked for at the same time, each as when it is asked for alone', async () => {
    const scopes = [
      '',
      '(asset: "xstocks:TSLAx")',
      '(chain: "arbitrum")',
      '(dex: "raydium-clmm")',
      '(issuer: "nobody")',
    ];
    const fields = 'volumeUsd traders newTraders medianTradeUsd adjustedVolumeUsd turnover';
    const question = (scope: string) => `{ totals${scope} { ${fields} } retention${scope} { traders } }`;
    const alone: string[] = [];
    for (const scope of scopes) alone.push((await api.ask(question(scope))).text);
    const crowd = await Promise.all(Array.from({ length: 40 }, (_, i) => api.ask(question(scopes[i % 5] as string))));
    const data = (text: string) => JSON.parse(text).data;
    expect(crowd.map(({ body }) => body.data)).toEqual(crowd.map((_, i) => data(alone[i % 5] as string)));
  });

  test('no answer is stored or revalidated on the way', async () => {
    const { status, headers } = await api.send('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'if-none-match': '*' },
      body: JSON.stringify({ query: LABEL }),
    });
    expect([status, headers.get('etag'), headers.get('cache-control')]).toEqual([200, null, 'no-store']);
  });
});

describe('S31 texts to search for', () => {
  test.each(['x'.repeat(100_000), 'x'.repeat(101)])('too long a text is refused', async (search) => {
    const { body } = await api.ask('query ($search: String) { tickers(search: $search) { totalCount } }', { search });
    expect(['TOO_LARGE', 'BAD_ARGUMENT']).toContain(body.errors[0].extensions.code);
  });

  test.each(['((((a+)+)+)+)+$', '%', '_', '.*', '\\', "'", 'T.LAx'])(
    '%j is looked for as it stands',
    async (search) => {
      const { body } = await api.ask('query ($search: String) { tickers(search: $search) { totalCount } }', { search });
      expect(body.data).toEqual({ tickers: { totalCount: 0 } });
    },
  );
});

test('S34 an address in what a token calls itself is never asked for', async () => {
  const bytes = (length: number, fill: number) => Buffer.alloc(length, fill);
  const columns = 'chain_key, address, pool, dex_key, paired_with, symbol, name, block, block_time, tx_id';
  const places = [
    'http://169.254.169.254/latest/meta-data',
    'file:///etc/passwd',
    'http://localhost:1/',
    '//evil.example/x.svg',
  ];
  await insertRows(
    api.database.owner,
    'impostor',
    columns,
    places.map((name, at) => [
      1,
      bytes(32, 100 + at),
      bytes(32, 9),
      1,
      bytes(32, 8),
      'TSLAx',
      name,
      1,
      '2025-07-01T00:00:00Z',
      bytes(64, at),
    ]),
  );
  const reached = vi.spyOn(Socket.prototype, 'connect');
  const fetched = vi.spyOn(globalThis, 'fetch');
  const { body } = await api.ask('{ impostors(first: 50) { nodes { name symbol addressUrl explorerUrl } } }');
  const { port } = api.server.http.address() as AddressInfo;
  const asked = fetched.mock.calls.map(([target]) => String(target));
  const hosts = reached.mock.calls.map((call) => JSON.stringify(call));
  reached.mockRestore();
  fetched.mockRestore();
  expect(body.data.impostors.nodes.map(({ name }: { name: string }) => name).sort()).toEqual([...places].sort());
  expect(asked).toEqual([`http://127.0.0.1:${port}/graphql`]);
  for (const host of hosts) expect(host).not.toMatch(/169\.254|evil|passwd/);
  for (const { addressUrl, explorerUrl } of body.data.impostors.nodes) {
    expect([addressUrl, explorerUrl].every((url) => url.startsWith('https://'))).toBe(true);
  }
});

describe('S36 downloads', () => {
  test('a range is no way to multiply an answer', async () => {
    const ranges = Array.from({ length: 500 }, (_, i) => `${i}-${i + 9_000}`).join(',');
    const { status, headers, text } = await api.send('/exports/2025-07-01/fills.v1.csv.gz', {
      headers: { range: `bytes=${ranges}` },
    });
    expect([status, text.length, headers.get('content-type')]).toEqual([200, 10_000, 'application/gzip']);
    expect(headers.get('accept-ranges')).toBeNull();
  });

  test('a flood is limited like questions are, and says when to come back', async () => {
    const limited = await startTestApi({ EXPORTS_DIR: exportsDir, REQUESTS_PER_MINUTE: 5 });
    try {
      const answers = [];
      for (let i = 0; i < 8; i += 1) answers.push(await limited.send('/exports/2025-07-01/fills.v1.csv.gz'));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429, 429, 429]);
      expect(Number(answers.at(-1)?.headers.get('retry-after'))).toBeGreaterThan(0);
    } finally {
      await limited.stop();
    }
  });
});
