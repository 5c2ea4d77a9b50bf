export { CodedError } from '@tokentape/core/coded-error.ts';
