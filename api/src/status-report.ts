import type { Reader } from './database.ts';
import { chainStatus } from './queries/chain-status.ts';
import { dataOrigin } from './queries/data-origin.ts';
import { lastAudits } from './queries/last-audits.ts';

/** What /status tells monitors: per chain heights and lag, where the data comes from, the last audits. */
export async function statusReport(reader: Reader) {
  const [{ catalogueVersion: _, ...origin }, chains, audits] = await Promise.all([
    dataOrigin(reader),
    chainStatus(reader),
    lastAudits(reader),
  ]);
  return { ...origin, chains, audits };
}
