import type { ExportFile } from '#lib/api/types.ts';

/** Address of a published file on this site. */
export function exportPath({ day, path }: Pick<ExportFile, 'day' | 'path'>): string {
  return `/exports/${day}/${encodeURIComponent(path.split('/').at(-1) ?? '')}`;
}

/** Address of the manifest that lies beside a file. */
export const manifestPath = ({ day }: Pick<ExportFile, 'day'>): string => `/exports/${day}/manifest.json`;
