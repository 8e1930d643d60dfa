/** https, or http to a loopback host; without user, query and fragment. */
const ALLOWED = /^(https:\/|http:\/\/(localhost|127\.[\d.]+|\[::1])[:/])[^?#@]*$/;

/**
 * Checks the base URL, and returns it without a slash at its end.
 *
 * @param name The option or the environment variable that gives it.
 * @throws {TypeError} If the URL is not absolute, has a user, a query or a fragment, or would send
 * the credentials unencrypted to another machine.
 */
export function readBaseUrl(name: string, given: string): string {
  const href = URL.canParse(given) ? new URL(given).href : '';
  if (ALLOWED.test(href)) return href.replace(/\/+$/, '');
  // What stands before an @, or in a query, may be secret.
  const shown = given.replace(/^.*@|[?#].*$/gs, '***');
  throw new TypeError(
    `${name} must be an absolute https URL (http on loopback) without user, query and fragment, not '${shown}'`,
  );
}
