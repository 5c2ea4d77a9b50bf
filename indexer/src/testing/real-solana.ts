import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const FOLDER = resolve(import.meta.dirname, '../../../../shared/real/solana');

/** Whether the recorded transactions lie beside the repository; tests that need them are skipped without. */
export const hasRealSolana = existsSync(FOLDER);
if (!hasRealSolana) console.warn('Skipped: no recorded Solana transactions in ../shared/real/solana');

/** The text of a recorded `getTransaction` answer. */
export const realSolana = (name: string): string => readFileSync(resolve(FOLDER, `${name}.json`), 'utf8');
