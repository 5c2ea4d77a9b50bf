import { ApiError } from './api/api-error.ts';
import type { Status } from './api/types.ts';
import { type PageWindow, readWindow } from './day-window.ts';

/** What the root layout found out; null when the API did not answer. */
interface Shell {
  status: Status | null;
}

/** The status, or the error page when the API did not answer the layout. */
export function requireStatus({ status }: Shell): Status {
  if (!status) throw new ApiError('unreachable', 'The API does not answer.');
  return status;
}

export function requireWindow(shell: Shell, url: URL): PageWindow {
  return readWindow(url.searchParams, requireStatus(shell));
}
