import { describe, expect, it } from 'vitest';
import { rpcErrorFrom } from './rpc-error.ts';

/** How providers refuse a range, as their users quote them. */
const RANGE_WORDINGS = [
  'query returned more than 10000 results. Try with this block range [0xED7C5E, 0xED7C6D].',
  'Log response size exceeded. You can make eth_getLogs requests with up to a 2K block range and no limit on the response size, or you can request any block range with a cap of 10K logs in the response. Based on your parameters and the response size limit, this block range should work: [0x64, 0xc7]',
  'eth_getLogs is limited to a 10,000 range',
  'eth_getLogs and eth_newFilter are limited to a 10,000 blocks range',
  'block range is too wide',
  'block range too large',
  'range too large, max is 1k blocks',
  'exceed maximum block range: 5000',
  'query exceeds max block range 100000',
  'query exceeds max results 20000, retry with the range 100-199',
  'Block range limit exceeded. See more details at the documentation.',
  'ranges over 10000 blocks are not supported on freetier',
  'logs matched by query exceeds limit of 10000',
  'query timeout exceeded',
  'requested too many blocks from 1 to 9000, maximum is set to 2048',
  'response size should not greater than 10000000 bytes',
  'Response is too big',
  'Block range is larger than the maximum of 1000',
  'requested range exceeds the allowed number of blocks',
];

describe('rpcErrorFrom', () => {
  it.each(RANGE_WORDINGS)('takes "%s" as a range too large', (message) => {
    expect(rpcErrorFrom('eth_getLogs', { code: -32000, message }).fault).toBe('range-too-large');
    expect(rpcErrorFrom('eth_getLogs', { code: -32005, message }).fault).toBe('range-too-large');
  });

  it('reads the range that a provider proposes', () => {
    expect(rpcErrorFrom('eth_getLogs', { message: RANGE_WORDINGS[1]! }).proposedRange).toEqual([100, 199]);
    expect(rpcErrorFrom('eth_getLogs', { message: RANGE_WORDINGS[2]! }).proposedRange).toBeNull();
  });

  it.each([
    [429, 'Too Many Requests'],
    [-32005, 'limit exceeded'],
    [-32016, 'over rate limit'],
    [-32000, 'Your app has exceeded its compute units per second capacity'],
    [-32003, 'daily request limit exceeded, quota used up'],
  ])('takes %i %s as a limit of pace', (code, message) => {
    expect(rpcErrorFrom('eth_getLogs', { code, message }).fault).toBe('rate-limited');
  });

  it.each([
    [-32601, 'the method eth_getLogs does not exist/is not available'],
    [-32000, 'Unauthorized: must be authenticated'],
    [401, 'Invalid API key'],
  ])('takes %i %s as a refusal that no retry heals', (code, message) => {
    expect(rpcErrorFrom('eth_getLogs', { code, message }).fault).toBe('refused');
  });

  it('tries the rest again', () => {
    expect(rpcErrorFrom('eth_getLogs', { code: -32603, message: 'internal error' }).fault).toBe('transient');
    expect(rpcErrorFrom('eth_getBlockByNumber', { code: -32000, message: 'header not found' }).fault).toBe('transient');
    expect(rpcErrorFrom('eth_call', {}).fault).toBe('transient');
  });

  it('splits a batch that is too large', () => {
    const message = 'Batch size is too large, maximum is 10';
    expect(rpcErrorFrom('eth_getBlockByNumber', { code: -32000, message }).fault).toBe('batch-too-large');
  });
});
