import { type ChildProcess, fork } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { plainEnv, ROOT } from '../env.ts';

/** One process of the product that a parent looks after. */
export interface ChildPlan {
  name: string;
  /** Script, relative to the repository's root. */
  script: string;
  args?: string[];
  env?: Record<string, string>;
  /** Flags of node itself. */
  nodeFlags?: string[];
  /** Started again with growing pauses when it ends by itself, unless it ends with `fatalCode`. */
  restart?: boolean;
  onMessage?: (message: unknown) => void;
  /** Called when it ends by itself and is not started again. */
  onEnd?: (code: number | null) => void;
}

/** Exit code of a child that says: starting me again will not help. */
export const FATAL_EXIT = 78;

// With the database's own stop it must stay under ten seconds; an indexer that is killed loses nothing.
const GRACE_MS = 5_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;
const STEADY_MS = 120_000;

/** Where node keeps the code that it compiled: a process starts a third of a second sooner the next time. */
const COMPILED = resolve(ROOT, 'node_modules/.cache/compiled');

/** Starts and looks after the processes of one `start`; their output goes to `logs/<name>.log`. */
export function createChildren(logDir: string) {
  mkdirSync(logDir, { recursive: true });
  const running = new Map<string, ChildProcess>();
  const stopping = new AbortController();

  function start(plan: ChildPlan, pause = FIRST_PAUSE_MS): void {
    if (stopping.signal.aborted) return;
    const began = Date.now();
    const child = fork(resolve(ROOT, plan.script), plan.args ?? [], {
      cwd: ROOT,
      env: { ...plainEnv(), NODE_COMPILE_CACHE: COMPILED, ...plan.env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      execArgv: [...(plan.nodeFlags ?? []), '--import', resolve(import.meta.dirname, 'exit-with-parent.ts')],
      // Ctrl-C reaches only the parent, which then ends the others in order.
      detached: true,
    });
    running.set(plan.name, child);
    const log = createWriteStream(resolve(logDir, `${plan.name}.log`), { flags: 'a' });
    child.stdout?.pipe(log, { end: false });
    child.stderr?.pipe(log, { end: false });
    if (plan.onMessage) child.on('message', plan.onMessage);
    child.once('exit', async (code) => {
      log.end(`${new Date().toISOString()} ${plan.name} ended with ${code}\n`);
      if (running.get(plan.name) === child) running.delete(plan.name);
      if (stopping.signal.aborted) return;
      if (!plan.restart || code === FATAL_EXIT) return plan.onEnd?.(code);
      const next = Date.now() - began > STEADY_MS ? FIRST_PAUSE_MS : Math.min(pause * 2, LONGEST_PAUSE_MS);
      await sleep(pause, undefined, { signal: stopping.signal }).then(
        () => start(plan, next),
        () => undefined,
      );
    });
  }

  /** Ends every child: SIGTERM, and SIGKILL for what has not ended within the grace period. */
  async function stop(): Promise<void> {
    stopping.abort();
    const all = [...running.values()];
    const ended = all.map((child) => new Promise((done) => child.once('exit', done)));
    for (const child of all) child.kill('SIGTERM');
    await Promise.race([Promise.all(ended), sleep(GRACE_MS)]);
    for (const child of all) if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  }

  return { start, stop };
}

export type Children = ReturnType<typeof createChildren>;
