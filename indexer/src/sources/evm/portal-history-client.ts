import { readLines } from '../solana/portal-lines.ts';
import type { HistoryClient, HistoryQuery } from './history-client.ts';
import { HistoryHttp, type HistorySettings } from './history-http.ts';
import { RpcError } from './rpc-error.ts';

/** The portal answers keyless callers 20 requests in 10 seconds (SQD documentation, public portal). */
const REQUESTS_PER_SECOND = 2;
/** An answer is closed after so many bytes and asked for again from there: the portal would go on to the head. */
const MOST_BYTES = 8_000_000;

/** Finalized blocks of one dataset of an SQD portal, one JSON object a line. */
export class PortalHistoryClient implements HistoryClient {
  readonly #http: HistoryHttp;

  constructor(settings: HistorySettings) {
    this.#http = new HistoryHttp(settings, REQUESTS_PER_SECOND);
  }

  get host(): string {
    return this.#http.host;
  }

  getHeight(): Promise<number> {
    return this.#http.persist(async () => {
      const read = async (response: Response) =>
        (await response.json().catch(() => null)) as { number?: number } | null;
      const head = await this.#http.send(this.#http.at('finalized-head'), {}, read);
      if (!Number.isSafeInteger(head?.number)) throw new RpcError('transient', 'the portal names no finalized head');
      return head!.number!;
    });
  }

  query({ fields = {}, ...query }: HistoryQuery): Promise<unknown[]> {
    const body = JSON.stringify({ type: 'evm', ...query, fields: named(fields) });
    const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
    return this.#http.persist(() => this.#http.send(this.#http.at('finalized-stream'), request, blocksOf));
  }
}

/** A portal gives only the fields that are asked for; a gateway adds these by itself. */
const named = ({ block, log, transaction }: NonNullable<HistoryQuery['fields']>) => ({
  block: { ...block, number: true, hash: true, parentHash: true },
  log: { ...log, logIndex: true, transactionIndex: true },
  transaction: { ...transaction, transactionIndex: true },
});

async function blocksOf(response: Response): Promise<unknown[]> {
  const blocks: unknown[] = [];
  let bytes = 0;
  if (response.status === 200 && response.body) {
    for await (const line of readLines(response.body, 60_000)) {
      try {
        blocks.push(JSON.parse(line));
      } catch {
        throw new RpcError('transient', 'the answer broke off within a line');
      }
      bytes += line.length;
      if (bytes >= MOST_BYTES) break;
    }
  }
  if (blocks.length === 0) throw new RpcError('transient', 'the portal has nothing for this range yet');
  return blocks;
}
