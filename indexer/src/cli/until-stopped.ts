/** Ctrl-C reaches a process several times: from the terminal, and again from the script runners above it. */
const SAME_REQUEST_MS = 3_000;

/**
 * Waits for Ctrl-C or SIGTERM. A Ctrl-C that comes later than the first few seconds gives up waiting and ends at once.
 * @returns a signal that aborts at the first request to stop, and a promise of it
 */
export function untilStopped(): { signal: AbortSignal; stopped: Promise<void> } {
  const stopping = new AbortController();
  let firstAt = 0;
  const stopped = new Promise<void>((done) => {
    const request = (name: NodeJS.Signals) => {
      if (!stopping.signal.aborted) firstAt = Date.now();
      else if (name === 'SIGINT' && Date.now() - firstAt > SAME_REQUEST_MS) process.exit(130);
      stopping.abort();
      done();
    };
    process.on('SIGINT', request);
    process.on('SIGTERM', request);
  });
  return { signal: stopping.signal, stopped };
}
