import {
  ConfluentConnectionError,
  ConfluentTimeoutError,
  createConfluentClient,
} from 'confluent-connect-plugins';
import type { ConfluentClientOptions } from 'confluent-connect-plugins';
import { Agent, ProxyAgent } from 'undici';
import type { Dispatcher } from 'undici';
import { beforeAll, describe, expect, test } from 'vitest';
import { explainFault } from '../../src/request/explain-fault.js';
import { API_KEY, API_SECRET, CONNECTOR_PLUGINS_PATH } from '../support/constants.js';
import { startServer } from '../support/loopback-server.js';
import type { LoopbackServer } from '../support/loopback-server.js';
import { ONLY_PAGE } from '../support/pages.js';
import { createAuthority, createSelfSigned } from './support/certificates.js';
import type { Authority, Certificate } from './support/certificates.js';
import { untilTestEnds } from './support/client.js';
import { startProxy } from './support/proxy.js';
import { startTlsServer } from './support/tls-server.js';

let authority: Authority;
let otherAuthority: Authority;

beforeAll(async () => {
  authority = await createAuthority();
  otherAuthority = await createAuthority('Another CA');
});

const through =
  (dispatcher: Dispatcher): ConfluentClientOptions['fetch'] =>
  (request) =>
    fetch(request, { dispatcher } as RequestInit);

/** A fetch that trusts the private authority. */
const trusting = (connect = {}): ConfluentClientOptions['fetch'] =>
  through(new Agent({ connect: { ca: authority.cert, ...connect } }));

/** Returns the error of a GET that may be retried once. */
async function errorOf(
  baseUrl: string,
  fetch?: ConfluentClientOptions['fetch'],
  { redirect = 'follow', timeoutMs }: { redirect?: RequestRedirect; timeoutMs?: number } = {},
): Promise<ConfluentConnectionError> {
  const options = { apiKey: API_KEY, apiSecret: API_SECRET, maxRetries: 1, maxRetryDelayMs: 1 };
  const confluent = createConfluentClient({ ...options, baseUrl, fetch, timeoutMs });
  const error: unknown = await confluent
    .GET(CONNECTOR_PLUGINS_PATH, { redirect })
    .catch((e: unknown) => e);
  if (error instanceof ConfluentConnectionError) return error;
  throw new Error('Expected a ConfluentConnectionError', { cause: error });
}

/** Returns what an error has that is not retried. */
function atOnce(cause: string, cure: string): object {
  const message = expect.stringMatching(
    RegExp(`^GET ${CONNECTOR_PLUGINS_PATH}: no complete response: .*${cause}.* \\(${cure}\\)$`),
  ) as string;
  return { attempts: 1, retryable: false, message };
}

/** A free port could soon be that of another test. */
const NOTHING_LISTENS = 'http://127.0.0.1:2';

const TLS =
  'check baseUrl, clock and client certificate, or trust the authority: NODE_EXTRA_CA_CERTS, DENO_CERT';
const PROXY = 'check user, password and rules of the proxy';
const REDIRECT = 'check baseUrl and the redirect option';

describe('the certificate of the server', () => {
  interface Case {
    certificate: () => Promise<Certificate>;
    fetch?: () => ConfluentClientOptions['fetch'];
    cause: string;
    cure: string;
  }
  const cases: Record<string, Case> = {
    'is self-signed': {
      certificate: createSelfSigned,
      cause: 'self-signed certificate',
      cure: TLS,
    },
    'is of an unknown authority': {
      certificate: async () => authority.issue(),
      cause: 'unable to verify the first certificate',
      cure: TLS,
    },
    'is of another authority than the trusted one': {
      certificate: async () => otherAuthority.issue(),
      fetch: trusting,
      cause: 'unable to verify the first certificate',
      cure: TLS,
    },
    'has expired': {
      certificate: async () => authority.issue({ isExpired: true }),
      fetch: trusting,
      cause: 'certificate has expired',
      cure: TLS,
    },
    'is for another host': {
      certificate: async () => authority.issue({ hostName: 'other.example.com' }),
      fetch: trusting,
      cause: 'Host: localhost. is not in the cert',
      cure: TLS,
    },
  };
  test.each(Object.entries(cases))(
    'ends a call at once if it %s',
    async (_, { certificate, fetch, cause, cure }) => {
      const server = await untilTestEnds(startTlsServer(await certificate()));
      expect(await errorOf(server.url, fetch?.())).toMatchObject(atOnce(cause, cure));
      expect(server.authorizations).toEqual([]);
      expect(server.countConnections()).toBe(1);
    },
  );
});

describe('a server that demands a client certificate', () => {
  async function start(maxVersion: 'TLSv1.2' | 'TLSv1.3'): Promise<string> {
    const mutual = { ca: authority.cert, requestCert: true, rejectUnauthorized: true };
    const options = { ...(await authority.issue()), ...mutual, maxVersion };
    return (await untilTestEnds(startTlsServer(options))).url;
  }

  test('ends a call without one at once, with TLS 1.2', async () => {
    const error = await errorOf(await start('TLSv1.2'), trusting());
    expect(error).toMatchObject(atOnce('alert handshake failure', TLS));
  });

  // The server reports it only after the handshake, and undici then says "other side closed".
  test('looks like a closed connection with TLS 1.3, so that a call is retried', async () => {
    const error = await errorOf(await start('TLSv1.3'), trusting());
    expect(error).toMatchObject({ attempts: 2, retryable: true });
  });
});

describe('TLS that does not fit', () => {
  test('ends a call at once if the server speaks no TLS', async () => {
    const { url } = await startPlainServer();
    const error = await errorOf(url.replace('http:', 'https:'));
    expect(error).toMatchObject(atOnce('wrong version number', TLS));
  });

  test('ends a call at once if the server accepts only newer versions', async () => {
    const certificate = await authority.issue();
    const server = await untilTestEnds(startTlsServer({ ...certificate, minVersion: 'TLSv1.3' }));
    const error = await errorOf(server.url, trusting({ maxVersion: 'TLSv1.2' }));
    expect(error).toMatchObject(atOnce('alert protocol version', TLS));
  });
});

describe('a proxy', () => {
  test('ends a call at once if it demands a password, before a tunnel to https', async () => {
    const server = await untilTestEnds(startTlsServer(await authority.issue()));
    const proxy = await untilTestEnds(startProxy());
    const error = await errorOf(server.url, through(new ProxyAgent(proxy.url)));
    expect(error).toMatchObject(atOnce('Proxy response \\(407\\)', PROXY));
    expect(proxy.asked).toHaveLength(1);
    expect(server.countConnections()).toBe(0);
  });

  test.each([
    ['before a tunnel to plain http', true, 'Proxy response \\(407\\)'],
    ['for a plain http request', false, 'Proxy Authentication Required \\(407\\)'],
  ])('ends a call at once if it demands a password, %s', async (_, proxyTunnel, cause) => {
    const server = await startPlainServer();
    const proxy = await untilTestEnds(startProxy());
    const error = await errorOf(
      server.url,
      through(new ProxyAgent({ uri: proxy.url, proxyTunnel })),
    );
    expect(error).toMatchObject(atOnce(cause, PROXY));
    expect(proxy.asked).toHaveLength(1);
    expect(server.requests).toEqual([]);
  });

  test('ends a call at once if it refuses the password', async () => {
    const server = await startPlainServer();
    const proxy = await untilTestEnds(startProxy());
    const uri = proxy.url.replace('//', '//proxy-user:not-the-password@');
    const error = await errorOf(server.url, through(new ProxyAgent(uri)));
    expect(error).toMatchObject(atOnce('Proxy response \\(407\\)', PROXY));
    expect(error.message).not.toContain('not-the-password');
  });

  test('ends a call at once if it does not allow the host', async () => {
    const server = await startPlainServer();
    const proxy = await untilTestEnds(startProxy({ refusal: 403 }));
    const error = await errorOf(server.url, through(new ProxyAgent(proxy.urlWithCredentials)));
    expect(error).toMatchObject(atOnce('Proxy response \\(403\\)', PROXY));
    expect(proxy.asked).toHaveLength(1);
  });

  test('is tried again if it cannot be reached', async () => {
    const server = await startPlainServer();
    const error = await errorOf(server.url, through(new ProxyAgent(NOTHING_LISTENS)));
    expect(error).toMatchObject({ attempts: 2, retryable: true });
    expect(error.message).toContain('ECONNREFUSED');
  });

  test('is tried again if it responds 502', async () => {
    const server = await startPlainServer();
    const proxy = await untilTestEnds(startProxy({ refusal: 502 }));
    const error = await errorOf(server.url, through(new ProxyAgent(proxy.urlWithCredentials)));
    expect(error).toMatchObject({ attempts: 2, retryable: true });
    expect(error.message).toContain('Proxy response (502)');
    expect(proxy.asked).toHaveLength(2);
  });

  // This proxy closes the connection if it cannot reach the server. undici connects again at once.
  test('that closes the connection is asked again by undici until timeoutMs is over', async () => {
    const proxy = await untilTestEnds(startProxy());
    const fetch = through(new ProxyAgent(proxy.urlWithCredentials));
    const error = await errorOf(NOTHING_LISTENS, fetch, { timeoutMs: 300 });
    expect(error).toBeInstanceOf(ConfluentTimeoutError);
    expect(proxy.asked.length).toBeGreaterThan(2);
  });
});

describe('a redirect', () => {
  test('ends a call at once if it leads to itself', async () => {
    const server = await startRedirectingServer();
    expect(await errorOf(server.url)).toMatchObject(atOnce('redirect count exceeded', REDIRECT));
  });

  test("ends a call at once with redirect: 'error'", async () => {
    const server = await startRedirectingServer();
    const error = await errorOf(server.url, undefined, { redirect: 'error' });
    expect(error).toMatchObject(atOnce('unexpected redirect', REDIRECT));
    expect(server.requests).toHaveLength(1);
  });
});

describe('explainFault', () => {
  test.each(['certificate', 'redirect', '407', 'expired'])(
    'ignores the word %s in the URL that a message of Deno or Bun holds',
    (word) => {
      const url = `https://api.confluent.cloud/ccpm/v1/plugins/x/versions?page_token=${word}`;
      const deno = `error sending request for url (${url}): client error (Connect): tcp connect error`;
      expect(explainFault(new Error(deno)).cure).toBeUndefined();
      expect(
        explainFault(new Error(`ECONNRESET fetching "${url}". For more information`)).cure,
      ).toBeUndefined();
      expect(explainFault(new Error(deno.replace('https:', 'http:'))).cure).toBeUndefined();
    },
  );

  test.each([
    ['proxy authentication required', PROXY],
    ['invalid peer certificate: UnknownIssuer', TLS],
    ['invalid peer certificate: certificate expired: verification time 1795644359 (UNIX)', TLS],
    ['invalid peer certificate: certificate not valid for name "localhost"', TLS],
    ['received fatal alert: CertificateRequired', TLS],
    ['received corrupt message of type InvalidContentType', TLS],
  ])('knows "%s", which Deno says', (message, cure) => {
    const url = 'https://api.confluent.cloud/ccpm/v1/plugins';
    const fault = new Error(`error sending request for url (${url}): ${message}`);
    expect(explainFault(new TypeError('fetch failed', { cause: fault })).cure).toBe(cure);
  });
});

async function startPlainServer(): Promise<LoopbackServer> {
  return untilTestEnds(startServer(() => ONLY_PAGE));
}

async function startRedirectingServer(): Promise<LoopbackServer> {
  return untilTestEnds(startServer(({ path }) => ({ status: 302, headers: { Location: path } })));
}
