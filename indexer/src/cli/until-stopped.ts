/**
 * Waits for Ctrl-C or SIGTERM. A second Ctrl-C gives up waiting and ends at once.
 * @returns a signal that aborts at the first request to stop, and a promise of it
 */
export function untilStopped(): { signal: AbortSignal; stopped: Promise<void> } {
  const stopping = new AbortController();
  const stopped = new Promise<void>((done) => {
    const request = () => {
      if (stopping.signal.aborted) process.exit(130);
      stopping.abort();
      done();
    };
    process.on('SIGINT', request);
    process.on('SIGTERM', request);
  });
  return { signal: stopping.signal, stopped };
}
