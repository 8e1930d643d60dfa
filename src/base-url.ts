/**
 * Checks the base URL, and returns it without a slash at its end.
 *
 * @throws {TypeError} If the URL is not absolute, has a user, a query or a fragment, or would send
 * the credentials unencrypted to another machine.
 */
export function readBaseUrl(given: string): string {
  if (URL.canParse(given) && !/[?#@]/.test(given)) {
    const { href, hostname, protocol } = new URL(given);
    const isLoopback = /^(localhost|127\.[\d.]+|\[::1])$/.test(hostname);
    if (protocol === 'https:' || (protocol === 'http:' && isLoopback)) {
      return href.replace(/\/+$/, '');
    }
  }
  // What stands before an @, or in a query, may be secret.
  const shown = given.replace(/^.*@|[?#].*$/gs, '***');
  throw new TypeError(
    `baseUrl must be an absolute https URL (http on loopback) without user, query and fragment, not '${shown}'`,
  );
}
