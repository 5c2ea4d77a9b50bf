import { CodedError } from '@tokentape/core/coded-error.ts';

/** Prints an error as one line for a person, with the stack only when it is a fault of ours, and returns the exit code. */
export function reportError(error: unknown): number {
  if (error instanceof CodedError) {
    console.error(`tape: ${error.message} [${error.code}]`);
    return 1;
  }
  console.error('tape: an unexpected error. Please report it with the lines below.');
  console.error(error);
  return 1;
}
