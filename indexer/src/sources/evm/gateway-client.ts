import type { HistoryClient, HistoryQuery } from './history-client.ts';
import { HistoryHttp, type HistorySettings } from './history-http.ts';
import { RpcError } from './rpc-error.ts';

/** Open gateways answer 50 requests in 10 seconds (SQD documentation, public gateways); a query takes two. */
const REQUESTS_PER_SECOND = 4;

/** A gateway of the SQD network: a router that names a worker, and the worker that answers. */
export class GatewayClient implements HistoryClient {
  readonly #http: HistoryHttp;

  constructor(settings: HistorySettings) {
    this.#http = new HistoryHttp(settings, REQUESTS_PER_SECOND);
  }

  get host(): string {
    return this.#http.host;
  }

  getHeight(): Promise<number> {
    return this.#http.persist(async () => {
      const height = Number(await this.#http.send(this.#http.at('height'), {}, (response) => response.text()));
      if (!Number.isSafeInteger(height)) throw new RpcError('transient', 'the height is no number');
      return height;
    });
  }

  query(query: HistoryQuery): Promise<unknown[]> {
    return this.#http.persist(async () => {
      const router = this.#http.at(`${query.fromBlock}/worker`);
      const worker = (await this.#http.send(router, {}, (response) => response.text())).trim();
      if (!/^https?:\/\//.test(worker)) throw new RpcError('transient', 'the router named no worker');
      const headers = { 'content-type': 'application/json' };
      return this.#http.send(worker, { method: 'POST', headers, body: JSON.stringify(query) }, blocksOf);
    });
  }
}

async function blocksOf(response: Response): Promise<unknown[]> {
  const blocks = await response.json().catch(() => null);
  if (!Array.isArray(blocks) || blocks.length === 0) throw new RpcError('transient', 'the worker gave no blocks');
  return blocks;
}
