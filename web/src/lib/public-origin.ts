/**
 * The origin that readers reach this site under: the configured one, else that of the request. Behind no proxy the
 * server cannot know the scheme, so a loopback host is taken for http and any other for https.
 */
export function publicOrigin(url: URL, configured: string | undefined): string {
  if (configured) return configured;
  const local = /^(localhost|127\.|\[::1\])/.test(url.hostname);
  return `${local ? 'http' : 'https'}://${url.host}`;
}
