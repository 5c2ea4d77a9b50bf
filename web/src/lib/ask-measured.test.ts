import { expect, test } from 'vitest';
import type { Api } from './api/api.ts';
import { ApiError } from './api/api-error.ts';
import { askMeasured } from './ask-measured.ts';

const failing = (code: string) =>
  ({ ask: () => Promise.reject(new ApiError('answer', 'refused', { code })) }) as unknown as Api;

test('a window too large to measure leaves its part of the page empty, other faults stay faults', async () => {
  const query = { document: '{ x }' };
  for (const code of ['WINDOW_TOO_LARGE', 'DEADLINE_EXCEEDED']) {
    expect(await askMeasured(failing(code), query, {})).toBeNull();
  }
  await expect(askMeasured(failing('INTERNAL'), query, {})).rejects.toThrow('refused');
});
