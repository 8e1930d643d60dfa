import { readEnvironment } from './values.js';

/**
 * Returns the base URL without a slash at its end: the option, else the environment variable
 * CONFLUENT_CLOUD_REST_ENDPOINT, else https://api.confluent.cloud.
 *
 * @throws {TypeError} If the URL is not absolute, has a user, a query or a fragment, or would send
 * the credentials unencrypted to another machine.
 */
export function readBaseUrl(option: string | undefined): string {
  const fallback =
    readEnvironment('CONFLUENT_CLOUD_REST_ENDPOINT') ?? 'https://api.confluent.cloud';
  const given = option ?? fallback;
  if (typeof given !== 'string')
    throw new TypeError(`baseUrl must be a string, not ${typeof given}`);
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
