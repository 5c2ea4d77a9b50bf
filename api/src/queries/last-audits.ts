import type { Reader } from '../database.ts';

export interface AuditRow {
  invariant: string;
  chain: string | null;
  checkedAt: Date;
  passed: boolean;
}

const SQL = `
  SELECT a.invariant, c.id AS chain, a.checked_at AS "checkedAt", a.passed
  FROM audit_result a LEFT JOIN chain c ON c.key = a.chain_key
  ORDER BY a.invariant, a.chain_key`;

/** The last result of every invariant; chain is null for those over all chains. */
export function lastAudits(reader: Reader): Promise<AuditRow[]> {
  return reader.rows<AuditRow>(SQL);
}
