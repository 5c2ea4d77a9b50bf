import cliProgress from 'cli-progress';

/** One bar a step, on the error stream; a line at each step's end where that is no terminal. */
export async function step<T>(name: string, work: (report: (share: number) => void) => Promise<T>): Promise<T> {
  const began = performance.now();
  const format = '{name} [{bar}] {percentage}% {seconds} s';
  const bar = new cliProgress.SingleBar(
    { format, stream: process.stderr, hideCursor: true, barsize: 30, gracefulExit: false },
    cliProgress.Presets.shades_classic,
  );
  const label = { name: name.padEnd(32), seconds: '0' };
  const seconds = () => ((performance.now() - began) / 1000).toFixed(1);
  bar.start(1000, 0, label);
  // A statement says nothing of its progress: the clock shows that it lives.
  const clock = setInterval(() => bar.update({ ...label, seconds: seconds() }), 1000);
  try {
    const result = await work((share) => bar.update(Math.floor(share * 1000), { ...label, seconds: seconds() }));
    bar.update(1000, { ...label, seconds: seconds() });
    return result;
  } finally {
    clearInterval(clock);
    bar.stop();
    if (!process.stderr.isTTY) process.stderr.write(`${name}: ${seconds()} s\n`);
  }
}
