import type { Query } from './api.ts';
import type { Metric, Status } from './types.ts';

/** What every page needs: the state of the index and the dictionary of metrics. */
export const shellQuery: Query<{ status: Status; metrics: Metric[] }, Record<string, never>> = {
  document: `query Shell {
    status {
      simulated label asOf firstDay lastDay
      chains { id name indexedBlock indexedTime finalizedBlock lagSeconds fills failedTransactions unrecognised }
    }
    metrics { id unit labelEn labelZhHant labelZhHans methodEn methodZhHant methodZhHans nullRule }
  }`,
};
