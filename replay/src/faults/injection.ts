import type { ServerResponse } from 'node:http';

/** What an answer becomes: a result, an error, or an envelope with neither. */
export type Outcome = { result?: unknown; error?: { code: number; message: string } };

/**
 * A fault at one stage of a call. `transport` comes before the call is served and says whether it has answered;
 * `result` changes one answer, `batch` the order of answers, `body` the text sent. `strikes` are the default methods;
 * empty means all.
 */
export type Injection =
  | {
      stage: 'transport';
      strikes: string[];
      inject(response: ServerResponse, value: number | undefined): Promise<boolean>;
    }
  | {
      stage: 'result';
      strikes: string[];
      inject(result: unknown, value: number | undefined, params: unknown[]): Outcome;
    }
  | { stage: 'batch'; strikes: string[]; inject(answers: object[], value: number | undefined): object[] }
  | { stage: 'body'; strikes: string[]; inject(text: string, value: number | undefined): string };
