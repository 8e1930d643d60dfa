/** Faults that no retry heals, by codes and messages of Node, Bun, Deno, browsers and node-fetch. */
const CURES: readonly (readonly [fault: RegExp, cure: string])[] = [
  [/\b407\b|proxy auth/i, 'the proxy needs a user name and a password'],
  [/proxy.*\b403\b/i, 'the proxy must allow this host'],
  [
    /(wrong|protocol).?version|InvalidContentType|handshake.?failure|alert.*(certificate|unknown.?ca)/i,
    'check https or http, the TLS version and the client certificate',
  ],
  [/altname|not valid for name/i, 'check the host of baseUrl'],
  [/certificate.*(expired|\byet\b)/i, 'check the certificate of the server, and the clock'],
  [
    /certificate|CERT_|_CERT|UNABLE_TO_/,
    'trust its authority: NODE_EXTRA_CA_CERTS, in Deno DENO_CERT',
  ],
  [/bad port|unknown scheme/i, 'check baseUrl: fetch refuses its scheme or its port'],
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
  // Bun and Deno put the URL of the request into the message. Any word may stand in it.
  const text = `${code} ${fault.message.replace(/https?:\S+/g, '')}`;
  const [, cure] = CURES.find(([pattern]) => pattern.test(text)) ?? [];
  return cure ?? (fault.cause instanceof Error ? cureOf(fault.cause) : undefined);
}
