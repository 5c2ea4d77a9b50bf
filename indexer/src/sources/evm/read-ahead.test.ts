import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { EvmBlock } from '../../dexes/evm-block.ts';
import type { SourceBatch } from './filtered-source.ts';
import { readAhead } from './read-ahead.ts';

const block = (height: number): EvmBlock => ({
  ...{ height, hash: `0x${height}`, timestamp: height },
  ...{ logs: [], transactions: [] },
});
const batch = (from: number, to: number, isHead = false): SourceBatch => ({
  from,
  blocks: Array.from({ length: to - from + 1 }, (_, at) => block(from + at)),
  isHead,
});

/** A source of these batches that keeps a diary: what it was asked for and, by the reader, what was worked on. */
function open(batches: SourceBatch[], fault?: Error) {
  const diary: string[] = [];
  async function* source(): AsyncGenerator<SourceBatch> {
    try {
      for (const own of batches) {
        diary.push(`read ${own.from}`);
        yield own;
      }
      if (fault) throw fault;
      diary.push('read on');
    } finally {
      diary.push('left');
    }
  }
  const seen: number[] = [];
  const read = readAhead(source(), ({ height }) => seen.push(height));
  const work = async (most = Number.POSITIVE_INFINITY): Promise<void> => {
    let count = 0;
    for await (const { from } of read) {
      diary.push(`begin ${from}`);
      await sleep(20);
      diary.push(`end ${from}`);
      count += 1;
      if (count === most) return;
    }
  };
  return { diary, seen, work };
}

describe('reading ahead', () => {
  it('reads the next batch, and no more, while one is worked on', async () => {
    const { diary, seen, work } = open([batch(1, 120), batch(121, 130), batch(131, 140)]);
    await work();
    expect(diary).toEqual([
      ...['read 1', 'read 121', 'begin 1', 'end 1', 'read 131', 'begin 121', 'end 121', 'read on', 'left'],
      ...['begin 131', 'end 131'],
    ]);
    expect(seen).toEqual(Array.from({ length: 140 }, (_, at) => at + 1));
  });

  it('asks for nothing past the head before its batch is done', async () => {
    const { diary, work } = open([batch(1, 5), batch(6, 9, true)]);
    await work();
    expect(diary.slice(-4)).toEqual(['begin 6', 'end 6', 'read on', 'left']);
  });

  it('says what went wrong ahead after the batch before it is done', async () => {
    const { diary, work } = open([batch(1, 5)], new Error('no answer'));
    await expect(work()).rejects.toThrow('no answer');
    expect(diary).toContain('end 1');
  });

  it('lets go of its source when the reader leaves', async () => {
    const { diary, work } = open([batch(1, 5), batch(6, 9)]);
    await work(1);
    await sleep(20);
    expect(diary.at(-1)).toBe('left');
  });
});
