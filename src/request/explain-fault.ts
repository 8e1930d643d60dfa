/** Faults that no retry heals, by codes and messages of Node, Bun, Deno, browsers and node-fetch. */
const CURES: readonly (readonly [fault: RegExp, cure: string])[] = [
  [/[ (]407\b|proxy auth|proxy.*\b403\b/i, 'check user, password and rules of the proxy'],
  [
    /certificate|CERT_|UNABLE_TO_|(wrong|protocol).?version|handshake.?failure|unknown.?ca|InvalidContentType/i,
    'check baseUrl, clock and client certificate, or trust the authority: NODE_EXTRA_CA_CERTS, DENO_CERT',
  ],
  [/redirect|bad port|unknown scheme/i, 'check baseUrl and the redirect option'],
  [/invalid.url|parse url|absolute urls/i, 'use fetch: (request) => fetch(request.url, request)'],
  [/body.*(unusable|already|locked)|already been used/i, 'a middleware must read a clone()'],
];

/** What a fault means to a person. */
export interface Explanation {
  /** The message of the innermost cause. fetch itself says only "fetch failed". */
  readonly reason: string;
  /** What to do about a fault that no retry heals; undefined for a fault that may pass. */
  readonly cure: string | undefined;
}

/**
 * Explains why no complete response arrived.
 *
 * @param fault The fault with its causes, as `copyCause` returns it.
 */
export function explainFault(fault: Error): Explanation {
  // `copyCause` has copied the code of the fault.
  const { message, name, cause, code = '' } = fault as Error & { code?: string };
  const inner = cause instanceof Error ? explainFault(cause) : undefined;
  // Bun and Deno put the URL of the request into the message. Any word may stand in it.
  const text = `${code} ${message.replace(/https?:\S+/g, '')}`;
  const [, cure] = CURES.find(([pattern]) => pattern.test(text)) ?? [];
  return { reason: inner?.reason ?? (message || code || name), cure: cure ?? inner?.cure };
}
