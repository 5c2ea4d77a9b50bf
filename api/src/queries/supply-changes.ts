import type { Reader } from '../database.ts';

/** What the supply of a token changed by on a day, in units that outlive a rebase. */
export interface SupplyChangeRow {
  tokenKey: number;
  day: string;
  /** Minted less burned. */
  total: string;
  /** By which the issuer's own wallets grew. */
  issuer: string;
  /** By which the addresses grew that nothing ever leaves. */
  destroyed: string;
}

/** An account whose holding of a token is no circulation. */
export interface SetAside {
  tokenKey: number;
  ownerKey: number;
  why: 'issuer' | 'destroyed';
}

const SQL = `
  SELECT token_key AS "tokenKey", day::text, sum(total) AS total, sum(issuer) AS issuer, sum(destroyed) AS destroyed
  FROM (
    SELECT token_key, day, minted_units - burned_units AS total, 0 AS issuer, 0 AS destroyed
    FROM supply_day WHERE token_key = ANY ($1::int[])
    UNION ALL
    SELECT b.token_key, (b.hour AT TIME ZONE 'UTC')::date, 0,
           CASE WHEN a.why = 'issuer' THEN b.in_units - b.out_units ELSE 0 END,
           CASE WHEN a.why = 'destroyed' THEN b.in_units - b.out_units ELSE 0 END
    FROM unnest($2::int[], $3::int[], $4::text[]) AS a (token_key, owner_key, why)
    JOIN balance_hour b ON b.token_key = a.token_key AND b.owner_key = a.owner_key
  ) c
  GROUP BY token_key, day ORDER BY token_key, day`;

/** Changes of supply per token and day, in order; days without any are missing. */
export function supplyChanges(
  reader: Reader,
  tokenKeys: readonly number[],
  aside: readonly SetAside[],
): Promise<SupplyChangeRow[]> {
  return reader.rows<SupplyChangeRow>(SQL, [
    tokenKeys,
    aside.map((each) => each.tokenKey),
    aside.map((each) => each.ownerKey),
    aside.map((each) => each.why),
  ]);
}
