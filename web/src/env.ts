import { defineEnvVars } from '@sveltejs/kit/env';

/** An absolute http(s) URL, or `fallback` when the variable is unset or empty. */
function httpUrl<T extends string | undefined>(name: string, value: string | undefined, fallback: T): string | T {
  if (!value) return fallback;
  const url = URL.parse(value);
  if (!url || !/^https?:$/.test(url.protocol)) throw new Error(`${name} must be an http or https URL, not "${value}".`);
  return url.href;
}

export const variables = defineEnvVars({
  API_URL: {
    description: 'The GraphQL end point that every page is made from. Default http://127.0.0.1:4000/graphql.',
    schema: (value) => httpUrl('API_URL', value, 'http://127.0.0.1:4000/graphql'),
  },
  ORIGIN: {
    description: 'Public origin of the dashboard, for canonical links and previews, such as https://tokentape.example.',
    schema: (value) => httpUrl('ORIGIN', value, undefined),
  },
});
