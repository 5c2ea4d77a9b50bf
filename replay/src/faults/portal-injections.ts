import type { Injection } from './injection.ts';

const STREAM = ['finalized-stream'];

/** Faults of an SQD portal; its other ones are those of any HTTP service. */
export const portalInjections = {
  /** The portal has not got the blocks that its head promised. */
  'portal-no-data': {
    stage: 'transport',
    strikes: STREAM,
    async inject(response) {
      response.writeHead(204).end();
      return true;
    },
  },
  /** The block before the range is another one than the client was given. */
  'portal-fork': {
    stage: 'transport',
    strikes: STREAM,
    async inject(response) {
      response
        .writeHead(409, { 'content-type': 'application/json' })
        .end(JSON.stringify({ previousBlocks: [{ number: 1, hash: 'another' }] }));
      return true;
    },
  },
  /** Rows lack a field: `value` 0 the outcome of transactions (the default), 1 accounts, 2 places of instructions, 3 the slot. */
  'portal-missing-field': {
    stage: 'body',
    strikes: STREAM,
    inject: (text, value = 0) => text.replaceAll(FIELDS[value] ?? FIELDS[0], '"renamed":'),
  },
  /** The first inner instruction of each transaction is left out. */
  'portal-missing-instruction': {
    stage: 'body',
    strikes: STREAM,
    inject: (text) =>
      text.replaceAll(/[^\n]+/g, (line) => {
        const block = JSON.parse(line) as { instructions?: { instructionAddress: number[] }[] };
        const kept = block.instructions?.filter(({ instructionAddress }) => String(instructionAddress) !== '0,0');
        return JSON.stringify({ ...block, ...(kept === undefined ? {} : { instructions: kept }) });
      }),
  },
} satisfies Record<string, Injection>;

const FIELDS = ['"err":', '"accounts":', '"instructionAddress":', '"number":'] as const;
