import type { Cookies } from '@sveltejs/kit';
import type { Handle, HandleServerError } from '@sveltejs/kit/hooks';
import { createApi } from '#lib/api/api.ts';
import { ApiError } from '#lib/api/api-error.ts';
import { negotiateLanguage, parseLanguage } from '#lib/language.ts';
import { parseTheme } from '#lib/theme.ts';
import { API_URL, ORIGIN } from '$app/env/private';

const YEAR_SECONDS = 31_536_000;

const HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'cross-origin-opener-policy': 'same-origin',
  'strict-transport-security': `max-age=${YEAR_SECONDS}`,
};

/** Neither cookie is a secret, and the page is also served over plain HTTP on a local machine. */
function remember(cookies: Cookies, name: string, value: string): void {
  if (cookies.get(name) !== value) cookies.set(name, value, { maxAge: YEAR_SECONDS, secure: false, sameSite: 'lax' });
}

export const handle: Handle = async ({ event, resolve }) => {
  const { cookies, locals, request, url } = event;
  const language = parseLanguage(url.searchParams.get('lang'));
  const theme = parseTheme(url.searchParams.get('theme'));
  if (language) remember(cookies, 'lang', language);
  if (theme) remember(cookies, 'theme', theme);
  locals.language =
    language ?? parseLanguage(cookies.get('lang')) ?? negotiateLanguage(request.headers.get('accept-language'));
  locals.theme = theme ?? parseTheme(cookies.get('theme')) ?? 'auto';
  locals.origin = ORIGIN && new URL(ORIGIN).origin;
  // The API counts requests per reader, not per dashboard.
  locals.api = createApi(API_URL, fetch, { 'x-forwarded-for': event.getClientAddress() });

  const response = await resolve(event, {
    transformPageChunk: ({ html }) =>
      html.replace(
        '<html lang="en" data-theme="auto">',
        `<html lang="${locals.language}" data-theme="${locals.theme}">`,
      ),
  });
  for (const [name, value] of Object.entries(HEADERS)) response.headers.set(name, value);
  response.headers.append('vary', 'accept-language, cookie');
  return response;
};

/** An API that does not answer is told apart from a page that fails; neither shows its inside to the reader. */
export const handleError: HandleServerError = ({ kind, error }) => {
  if (kind !== 'unknown') return;
  const status = error instanceof ApiError ? error.status : 500;
  if (status >= 500) console.error(error instanceof Error ? `${error.name}: ${error.message}` : error);
  if (error instanceof ApiError) return { status, message: 'The API did not answer this.' };
  return { status: 500, message: 'Internal error' };
};
