import { requireStatus } from '#lib/require-window.ts';
import type { PageServerLoad } from './$types';

/** The layout has asked for the status already; this page only insists on having it. */
export const load: PageServerLoad = async ({ parent }) => ({ index: requireStatus(await parent()) });
