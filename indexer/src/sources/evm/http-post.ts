import http, { type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import https from 'node:https';
import { pipeline, type Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

/** An answer, whatever its status. */
export interface HttpAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

const schemes: Record<string, { request: typeof http.request; agent: http.Agent }> = {
  'http:': { request: http.request, agent: new http.Agent({ keepAlive: true }) },
  'https:': { request: https.request, agent: new https.Agent({ keepAlive: true }) },
};

const decoders: Record<string, () => NodeJS.ReadWriteStream & Readable> = {
  gzip: createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/**
 * Posts a body and reads the whole answer. Answers of megabytes come all the time: through the streams of `fetch` each byte
 * of them costs about half as much again. A redirection is an answer like any other.
 * @throws what the connection, the coding of the answer or the signal ended it with
 */
export async function httpPost(
  url: string,
  body: string,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  const { request, agent } = schemes[new URL(url).protocol] ?? schemes['https:']!;
  const own = { 'accept-encoding': Object.keys(decoders).join(), 'content-length': String(Buffer.byteLength(body)) };
  const response = await new Promise<IncomingMessage>((answered, failed) => {
    request(url, { method: 'POST', agent, signal, headers: { ...own, ...headers } })
      .once('response', answered)
      .once('error', failed)
      .end(body);
  });
  const chunks: Buffer[] = [];
  for await (const chunk of decoded(response)) chunks.push(chunk as Buffer);
  return { status: response.statusCode ?? 0, headers: response.headers, text: Buffer.concat(chunks).toString() };
}

function decoded(response: IncomingMessage): Readable {
  const decoder = decoders[response.headers['content-encoding'] ?? ''];
  // What fails comes out of the reading as well.
  return decoder ? pipeline(response, decoder(), () => {}) : response;
}
