import { SolanaRpcError } from './rpc-fault.ts';

/**
 * The non-empty lines of a body as they come. A last line without its end is given too: whether it is whole shows when it is
 * parsed. @throws SolanaRpcError when the body breaks off, or stands still for `idleMs`
 */
export async function* readLines(body: ReadableStream<Uint8Array>, idleMs: number): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await within(reader.read(), idleMs);
      const lines = (rest + (done ? decoder.decode() : decoder.decode(value, { stream: true }))).split('\n');
      rest = done ? '' : (lines.pop() as string);
      for (const line of lines) if (line !== '') yield line;
      if (done) return;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

async function within<T>(reading: Promise<T>, idleMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const idle = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('idle')), idleMs);
  });
  try {
    return await Promise.race([reading, idle]);
  } catch {
    throw new SolanaRpcError('transient', 'finalized-stream: the answer broke off');
  } finally {
    clearTimeout(timer);
  }
}
