import { setTimeout as sleep } from 'node:timers/promises';
import type { Injection } from './injection.ts';

const HTML =
  '<!doctype html><html><head><title>Attention required</title></head><body>Please enable cookies.</body></html>';

/** Faults of any HTTP service. `value` is given per fault. */
export const transportInjections = {
  /** `value`: seconds in `Retry-After`, 2 by default. */
  'F17-rate-limited': {
    stage: 'transport',
    strikes: [],
    async inject(response, value = 2) {
      response
        .writeHead(429, { 'content-type': 'application/json', 'retry-after': String(value) })
        .end(JSON.stringify({ jsonrpc: '2.0', id: null, error: { code: 429, message: 'Too many requests' } }));
      return true;
    },
  },
  /** Status 200 with the refusal in the body. */
  'F18-limit-exceeded-in-body': {
    stage: 'result',
    strikes: [],
    inject: () => ({ error: { code: -32005, message: 'limit exceeded' } }),
  },
  'F18-compute-units-in-body': {
    stage: 'result',
    strikes: [],
    inject: () => ({ error: { code: 429, message: 'Your app has exceeded its compute units per second capacity.' } }),
  },
  /** `value`: the status, 500 by default. */
  'F19-server-error': {
    stage: 'transport',
    strikes: [],
    async inject(response, value = 500) {
      response.writeHead(value, { 'content-type': 'text/plain' }).end('upstream error');
      return true;
    },
  },
  /** `value`: bytes kept, half of the answer by default. */
  'F20-truncated-json': {
    stage: 'body',
    strikes: [],
    inject: (text, value) => text.slice(0, value ?? Math.floor(text.length / 2)),
  },
  'F20-html': {
    stage: 'transport',
    strikes: [],
    async inject(response) {
      response.writeHead(200, { 'content-type': 'text/html' }).end(HTML);
      return true;
    },
  },
  'F20-empty-body': {
    stage: 'transport',
    strikes: [],
    async inject(response) {
      response.writeHead(200, { 'content-type': 'application/json' }).end();
      return true;
    },
  },
  'F20-broken-gzip': {
    stage: 'transport',
    strikes: [],
    async inject(response) {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end('not gzip');
      return true;
    },
  },
  /** The connection is reset in the middle of the body. */
  'F21-connection-reset': {
    stage: 'transport',
    strikes: [],
    async inject(response) {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      response.write('{"jsonrpc":"2.0",');
      await sleep(1);
      response.socket?.resetAndDestroy();
      return true;
    },
  },
  /** The body begins and never ends; the server closes it when it closes. */
  'F21-endless-body': {
    stage: 'transport',
    strikes: [],
    async inject(response) {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"jsonrpc":"2.0",');
      return true;
    },
  },
  /** `value`: milliseconds before the call is served, 100 by default. */
  latency: {
    stage: 'transport',
    strikes: [],
    async inject(_response, value = 100) {
      await sleep(value);
      return false;
    },
  },
  'F23-reordered-batch': { stage: 'batch', strikes: [], inject: (answers) => [...answers].reverse() },
  /** `value`: position of the answer that is left out, the first by default. */
  'F23-missing-in-batch': {
    stage: 'batch',
    strikes: [],
    inject: (answers, value = 0) => answers.filter((_, position) => position !== value),
  },
  'F23-failed-in-batch': {
    stage: 'batch',
    strikes: [],
    inject: (answers, value = 0) =>
      answers.map((answer, position) => {
        if (position !== value) return answer;
        const { result: _, ...envelope } = answer as { result?: unknown };
        return { ...envelope, error: { code: -32000, message: 'header not found' } };
      }),
  },
} satisfies Record<string, Injection>;
