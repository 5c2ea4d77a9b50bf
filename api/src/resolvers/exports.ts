import type { ApiContext } from '../context.ts';
import { exportFiles } from '../queries/export-files.ts';

export async function exports(_: unknown, args: { dataset?: string | null; first: number }, context: ApiContext) {
  const [files, { simulated }] = await Promise.all([
    exportFiles(context.reader, args.dataset ?? null, args.first),
    context.loaders.origin(),
  ]);
  return files.map((file) => ({ ...file, simulated }));
}
