import type { Query } from './api.ts';
import type { ExportFile } from './types.ts';

/** Published CSV files, newest day first. */
export const exportsQuery: Query<{ exports: ExportFile[] }, { first: number }> = {
  document: `query Exports($first: Int) {
    exports(first: $first) { dataset day version path rows bytes sha256 publishedAt simulated }
  }`,
};
