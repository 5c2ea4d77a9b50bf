import { requireStatus } from '#lib/require-window.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent }) => {
  const shell = await parent();
  requireStatus(shell);
  return { dictionary: Object.values(shell.metrics) };
};
