import { readEnvironment } from './environment.js';

const ALLOWED = /^(https:\/\/|http:\/\/(localhost|127(\.\d+){3}|\[::1])(?=[:/]|$))[^?#@]*$/i;

/**
 * The base URL without slashes at its end: the given one, else that in the environment, else
 * Confluent's.
 *
 * @throws {TypeError} If it is not absolute, has a user, a query or a fragment, or would send the
 * credentials in the clear to another machine.
 */
export function readBaseUrl(option: string | undefined): string {
  const given =
    option ?? readEnvironment('CONFLUENT_CLOUD_REST_ENDPOINT') ?? 'https://api.confluent.cloud';
  if (!ALLOWED.test(given) || !URL.canParse(given)) {
    // What stands before an @, or in a query, may be secret.
    const shown = given.replace(/.*@|[?#].*/gs, '***');
    throw new TypeError(
      `baseUrl must be https (http on loopback), without user, query, fragment, not ${shown}`,
    );
  }
  return new URL(given).href.replace(/\/+$/, '');
}
