import type { Endpoint } from '../endpoints.ts';
import { historyClient } from '../sources/evm/history-client.ts';
import { isPortalUrl } from '../sources/sqd-urls.ts';

/** One finding of `tape doctor`. `fix` says what to do when it is not `ok`. */
export interface Finding {
  subject: string;
  ok: boolean;
  detail: string;
  fix?: string;
}

const TIMEOUT_MS = 10_000;

class RpcRefusal extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/**
 * Asks the end point of a chain, and its second one, whether it is reachable, takes the key, is the right chain and serves
 * finalized blocks; and services of history whether they serve the chain.
 */
export async function checkEndpoint(endpoint: Endpoint): Promise<Finding[]> {
  const { apiKey: _, fallbackUrl, historyUrls = [], ...rest } = endpoint;
  const second = fallbackUrl === undefined ? [] : await checkNode({ ...rest, rpcUrl: fallbackUrl }, 'FALLBACK_URL');
  const histories = await Promise.all(historyUrls.map((url) => checkHistory(endpoint, url)));
  return [...(await checkNode(endpoint, 'RPC_URL')), ...second, ...histories];
}

async function checkHistory({ chain }: Endpoint, url: string): Promise<Finding> {
  const subject = `${chain.id} (history from ${new URL(url).host})`;
  const patience = { attempts: 1, timeoutMs: TIMEOUT_MS, signal: new AbortController().signal };
  try {
    const height = await historyClient({ ...patience, url, log: () => undefined }).getHeight();
    return { subject, ok: true, detail: `up to block ${height}` };
  } catch (error) {
    const fix = `Nothing is lost: the node is read instead. Set ${chain.id.toUpperCase()}_HISTORY_URL to another one, or to none.`;
    return { subject, ok: false, detail: (error as Error).message, fix };
  }
}

async function checkNode(endpoint: Endpoint, setting: string): Promise<Finding[]> {
  const subject = `${endpoint.chain.id} (${new URL(endpoint.rpcUrl).host})`;
  const name = `${endpoint.chain.id.toUpperCase()}_${setting}`;
  const checks = endpoint.chain.kind === 'evm' ? evmChecks(endpoint, name) : solanaChecks(endpoint, name);
  const findings: Finding[] = [];
  for (const check of checks) {
    try {
      findings.push({ subject, ...(await check()) });
    } catch (error) {
      findings.push({ subject, ...explain(error, name) });
      break;
    }
  }
  return findings;
}

type Check = () => Promise<Omit<Finding, 'subject'>>;

function evmChecks(endpoint: Endpoint, setting: string): Check[] {
  const { chainId, id } = endpoint.chain;
  return [
    async () => {
      const answered = Number(await call(endpoint, 'eth_chainId', []));
      const ok = answered === chainId;
      const fix = { fix: `Point ${setting} at a node of ${id}.` };
      return { ok, detail: `chain id ${answered}${ok ? '' : `, expected ${chainId}`}`, ...(ok ? {} : fix) };
    },
    async () => {
      const block = (await call(endpoint, 'eth_getBlockByNumber', ['finalized', false])) as { number?: string } | null;
      if (block?.number) return { ok: true, detail: `finalized block ${Number(block.number)}` };
      return { ok: false, detail: 'no finalized block', fix: 'Use a provider that serves the "finalized" block tag.' };
    },
  ];
}

function solanaChecks(endpoint: Endpoint, setting: string): Check[] {
  if (isPortalUrl(endpoint.rpcUrl)) return [() => portalCheck(endpoint.rpcUrl, setting)];
  return [
    async () => {
      const slot = Number(await call(endpoint, 'getSlot', [{ commitment: 'finalized' }]));
      return { ok: Number.isInteger(slot), detail: `finalized slot ${slot}` };
    },
  ];
}

async function portalCheck(url: string, setting: string): Promise<Omit<Finding, 'subject'>> {
  const response = await fetch(`${url.replace(/\/$/, '')}/finalized-head`, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (!response.ok) throw new RpcRefusal(response.status, `HTTP ${response.status}`);
  const head = (await response.json()) as { number?: number } | null;
  const ok = Number.isInteger(head?.number);
  const fix = { fix: `Point ${setting} at a dataset that the portal serves.` };
  return { ok, detail: ok ? `finalized slot ${head?.number}` : 'no finalized slot', ...(ok ? {} : fix) };
}

async function call(endpoint: Endpoint, method: string, params: unknown[]): Promise<unknown> {
  const url = new URL(endpoint.rpcUrl);
  if (endpoint.apiKey) url.searchParams.set('api-key', endpoint.apiKey);
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!response.ok) throw new RpcRefusal(response.status, `HTTP ${response.status}`);
  const answer = (await response.json()) as { result?: unknown; error?: { message?: string } };
  if (answer.error) throw new RpcRefusal(200, `${method}: ${answer.error.message ?? 'error without a message'}`);
  return answer.result;
}

function explain(error: unknown, setting: string): Omit<Finding, 'subject'> {
  if (error instanceof RpcRefusal && (error.status === 401 || error.status === 403)) {
    return { ok: false, detail: 'the key was refused', fix: 'Check the key in .env and the plan it belongs to.' };
  }
  if (error instanceof RpcRefusal) {
    return { ok: false, detail: error.message, fix: 'Ask the provider, or configure another end point.' };
  }
  const reason = error instanceof Error && error.name === 'TimeoutError' ? 'no answer within 10 s' : 'not reachable';
  return { ok: false, detail: reason, fix: `Check the network and ${setting}.` };
}
