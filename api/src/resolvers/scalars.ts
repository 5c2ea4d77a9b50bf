import { GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { ApiError } from '../api-error.ts';
import { isDay } from '../day.ts';

function fail(expected: string): never {
  throw new ApiError('VALIDATION_FAILED', `Expected ${expected}.`);
}

function textOf(node: ValueNode, expected: string): string {
  return node.kind === Kind.STRING ? node.value : fail(expected);
}

const DAY = 'a UTC day as "YYYY-MM-DD"';
const parseDay = (value: unknown): string => (typeof value === 'string' && isDay(value) ? value : fail(DAY));

const INSTANT = 'a UTC instant as "YYYY-MM-DDTHH:MM:SSZ"';
const INSTANT_FORM = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/;
function parseInstant(value: unknown): Date {
  if (typeof value !== 'string' || !INSTANT_FORM.test(value) || !isDay(value.slice(0, 10))) return fail(INSTANT);
  const instant = new Date(value);
  return Number.isNaN(instant.getTime()) ? fail(INSTANT) : instant;
}

const DECIMAL = 'a decimal number as a string';
const parseDecimal = (value: unknown): string =>
  typeof value === 'string' && /^-?\d{1,60}(\.\d{1,60})?$/.test(value) ? value : fail(DECIMAL);

const INTEGER = 'an integer as a string';
const parseInteger = (value: unknown): string =>
  typeof value === 'string' && /^-?\d{1,80}$/.test(value) ? value : fail(INTEGER);

export const scalars = {
  Decimal: new GraphQLScalarType<string, string>({
    name: 'Decimal',
    serialize: (value) => parseDecimal(typeof value === 'number' ? String(value) : value),
    parseValue: parseDecimal,
    parseLiteral: (node) => parseDecimal(textOf(node, DECIMAL)),
  }),
  BigInt: new GraphQLScalarType<string, string>({
    name: 'BigInt',
    serialize: (value) => parseInteger(typeof value === 'string' ? value : String(value)),
    parseValue: parseInteger,
    parseLiteral: (node) => parseInteger(textOf(node, INTEGER)),
  }),
  DateTime: new GraphQLScalarType<Date, string>({
    name: 'DateTime',
    serialize: (value) => (value instanceof Date ? value.toISOString().replace('.000Z', 'Z') : fail(INSTANT)),
    parseValue: parseInstant,
    parseLiteral: (node) => parseInstant(textOf(node, INSTANT)),
  }),
  Day: new GraphQLScalarType<string, string>({
    name: 'Day',
    serialize: parseDay,
    parseValue: parseDay,
    parseLiteral: (node) => parseDay(textOf(node, DAY)),
  }),
};
