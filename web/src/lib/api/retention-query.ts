/** Wallets whose first trade fell into one week, and how many of them came back. */
export interface RetentionCohort {
  week: string;
  traders: number;
  weeks: { offset: number; traders: number; share: string; complete: boolean }[];
}

export const RETENTION = 'week traders weeks { offset traders share complete }';
