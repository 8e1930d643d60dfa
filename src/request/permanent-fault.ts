/** Faults that no retry heals, by codes and messages of Node, Bun, Deno, browsers and node-fetch. */
const CURES: readonly (readonly [fault: RegExp, cure: string])[] = [
  [/\b407\b/, 'the proxy needs a user name and a password'],
  [/certificate|CERT_|_CERT|UNABLE_TO_/, 'trust its authority: NODE_EXTRA_CA_CERTS in Node'],
  [/redirect/i, 'check baseUrl and the redirect option'],
  [/invalid.url|parse url|absolute urls/i, 'use fetch: (request) => fetch(request.url, request)'],
  [/body.*(unusable|already|locked)|already been used/i, 'a middleware must read a clone()'],
];

/**
 * Returns what to do about a fault that no retry heals; undefined for a fault that may pass.
 *
 * @param fault The fault with its causes, as `copyCause` returns it.
 */
export function cureOf(fault: Error): string | undefined {
  const { code = '' } = fault as { code?: string };
  const [, cure] = CURES.find(([pattern]) => pattern.test(`${code} ${fault.message}`)) ?? [];
  return cure ?? (fault.cause instanceof Error ? cureOf(fault.cause) : undefined);
}
