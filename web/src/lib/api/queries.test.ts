import { readFileSync } from 'node:fs';
import { buildSchema, parse, validate } from 'graphql';
import { expect, test } from 'vitest';
import { exportsQuery } from './exports-query.ts';
import { fillsQuery } from './fills-query.ts';
import { ISSUERS_AT_ONCE, issuersQuery } from './issuers-query.ts';
import { launchQuery } from './launch-query.ts';
import { overviewQuery } from './overview-query.ts';
import { poolQuery } from './pool-query.ts';
import { poolsQuery } from './pools-query.ts';
import {
  poolQualityQuery,
  realShareQuery,
  scoreboardQuery,
  tickerHistoryQuery,
  tickerPastQuery,
  tickerQualityQuery,
} from './quality-query.ts';
import { shellQuery } from './shell-query.ts';
import { tickerQuery } from './ticker-query.ts';
import { tickersQuery } from './tickers-query.ts';

const schema = buildSchema(readFileSync(new URL('../../../../api/src/schema/schema.graphql', import.meta.url), 'utf8'));

test.each(
  Object.entries({
    exportsQuery,
    fillsQuery,
    issuersQuery: issuersQuery(ISSUERS_AT_ONCE),
    launchQuery,
    overviewQuery,
    poolQualityQuery,
    poolQuery,
    poolsQuery,
    realShareQuery,
    scoreboardQuery,
    tickerHistoryQuery,
    tickerPastQuery,
    tickerQualityQuery,
    shellQuery,
    tickerQuery,
    tickersQuery,
  }),
)('%s is valid against the public schema', (_name, { document }) => {
  expect(validate(schema, parse(document)).map((error) => error.message)).toEqual([]);
});
