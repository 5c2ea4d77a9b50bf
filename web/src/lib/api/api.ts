import { withoutInvisible } from '../text.ts';
import { ApiError } from './api-error.ts';

/** A GraphQL document and the shapes of its variables and answer. */
export interface Query<Answer, Variables> {
  document: string;
  /** Never set; carries the types. */
  types?: { answer: Answer; variables: Variables };
}

export interface Api {
  /** Asks the API. Throws ApiError when it cannot be reached, refuses, or answers with errors. */
  ask<Answer, Variables extends object>(query: Query<Answer, Variables>, variables: Variables): Promise<Answer>;
  /** Sends a request to another path of the API's server, such as a file; the answer is passed on as it comes. */
  forward(path: string, request?: { method: string; body: string }): Promise<Response>;
}

const TIMEOUT_MS = 15_000;

interface Envelope {
  data?: unknown;
  errors?: { message: string; extensions?: { code?: string } }[];
}

async function readEnvelope(response: Response): Promise<Envelope> {
  try {
    // Names in the answer were chosen by strangers: what reorders or hides text is out before anything shows it.
    return JSON.parse(await response.text(), (_key, value) =>
      typeof value === 'string' ? withoutInvisible(value) : value,
    ) as Envelope;
  } catch (cause) {
    throw new ApiError('refused', `The API answered HTTP ${response.status} without JSON.`, { cause });
  }
}

/**
 * A client of the GraphQL end point at `url`; `headers` go with every request. Undefined variables are left out, so that
 * the schema's defaults hold.
 */
export function createApi(url: string, fetch: typeof globalThis.fetch, headers: Record<string, string> = {}): Api {
  async function send(target: string, init: RequestInit): Promise<Response> {
    try {
      return await fetch(target, {
        ...init,
        headers: { ...headers, 'content-type': 'application/json', accept: 'application/json' },
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
    } catch (cause) {
      throw new ApiError('unreachable', `The API at ${url} does not answer. Is it running?`, { cause });
    }
  }
  return {
    async forward(path, request) {
      const target = new URL(path, url);
      if (target.origin !== new URL(url).origin) throw new ApiError('refused', 'Not a path of the API.');
      return send(target.href, request ?? {});
    },
    async ask<Answer, Variables extends object>(query: Query<Answer, Variables>, variables: Variables) {
      const response = await send(url, {
        method: 'POST',
        body: JSON.stringify({ query: query.document, variables }),
      });
      const { data, errors } = await readEnvelope(response);
      if (errors?.length) {
        const code = errors[0]?.extensions?.code;
        throw new ApiError('answer', errors.map((error) => error.message).join(' '), { code });
      }
      if (!response.ok || data === undefined || data === null) {
        throw new ApiError('refused', `The API answered HTTP ${response.status} without data.`);
      }
      return data as Answer;
    },
  };
}
