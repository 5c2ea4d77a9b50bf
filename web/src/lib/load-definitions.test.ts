import { expect, test } from 'vitest';
import type { Api } from './api/api.ts';
import { ApiError } from './api/api-error.ts';
import { loadDefinitions } from './load-definitions.ts';

const apiThat = (ask: () => Promise<unknown>) => ({ ask }) as unknown as Api;
const refusing = (code: string) => apiThat(() => Promise.reject(new ApiError('answer', 'no', { code })));

test('a window that is too much to read leaves the page without this part; other faults are faults', async () => {
  expect(await loadDefinitions(refusing('DEADLINE_EXCEEDED'), {}, 'dune')).toBeUndefined();
  expect(await loadDefinitions(refusing('WINDOW_TOO_LARGE'), {}, 'dune')).toBeUndefined();
  await expect(loadDefinitions(refusing('INTERNAL'), {}, 'dune')).rejects.toThrow('no');
});

test('what does not exist is null, and the bridge begins at the chosen rule', async () => {
  const asked: unknown[] = [];
  const api = {
    ask: async (_query: unknown, variables: unknown) => {
      asked.push(variables);
      return { definitions: null };
    },
  } as unknown as Api;
  expect(await loadDefinitions(api, { issuer: 'nobody' }, 'dune')).toBeNull();
  expect(asked).toEqual([{ issuer: 'nobody', bridgeFrom: 'dune' }]);
});
