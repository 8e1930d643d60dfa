import { deepStrictEqual, doesNotMatch, match } from 'node:assert/strict';
import type { ListResult } from '../test/network/support/print-list.js';
import { PROXY_USER } from '../test/network/support/proxy.js';
import type { Network } from './start-network.js';

/** Runs a program that lists plugins, with these environment variables. */
export type Run = (env: Record<string, string>) => Promise<ListResult>;

/** Checks by name. A name continues the name of a runtime. */
export type NetworkChecks = Record<string, () => Promise<void>>;

/** Nothing listens there. A free port could soon be that of another program. */
const DEAD_PROXY = 'http://127.0.0.1:2';
const REFUSED = /refused/i;
const FOUND: ListResult = { ids: ['ccp-1'] };

/** Returns the checks of what a runtime reads from environment variables. */
export function environmentChecks(
  { caFile, server, expired, otherHost, proxy }: Network,
  run: Run,
): NetworkChecks {
  const trust = { NODE_EXTRA_CA_CERTS: caFile, DENO_CERT: caFile };
  const through = (url: string): Record<string, string> => ({
    ...trust,
    CONFLUENT_CLOUD_REST_ENDPOINT: server.url,
    HTTPS_PROXY: url,
    NODE_USE_ENV_PROXY: '1',
  });
  return {
    async 'goes through HTTPS_PROXY with user name and password'() {
      const before = proxy.asked.length;
      deepStrictEqual(await run(through(proxy.urlWithCredentials)), FOUND);
      const target = new URL(server.url).host;
      deepStrictEqual(proxy.asked.slice(before), [{ target, user: PROXY_USER }]);
      deepStrictEqual(proxy.headers.at(-1)?.authorization, undefined);
    },
    async 'goes past the proxy to a host in NO_PROXY'() {
      deepStrictEqual(await run({ ...through(DEAD_PROXY), NO_PROXY: 'localhost' }), FOUND);
      deepStrictEqual(await run({ ...through(DEAD_PROXY), NO_PROXY: '*' }), FOUND);
    },
    async 'goes past the proxy to a subdomain of a domain in NO_PROXY'() {
      // Some systems resolve this host, and then the certificate does not fit.
      const CONFLUENT_CLOUD_REST_ENDPOINT = server.url.replace('localhost', 'api.localhost');
      const proxied = { ...through(DEAD_PROXY), CONFLUENT_CLOUD_REST_ENDPOINT };
      match(messageOf(await run(proxied)), REFUSED);
      doesNotMatch(messageOf(await run({ ...proxied, NO_PROXY: '.localhost' })), REFUSED);
    },
    async 'fails at once if the proxy demands a password'() {
      failsAtOnce(await run(through(proxy.url)), /check user, password and rules of the proxy/);
    },
    async 'tries a proxy again that cannot be reached'() {
      const result = await run(through(DEAD_PROXY));
      deepStrictEqual('attempts' in result && [result.attempts, result.retryable], [2, true]);
    },
    async 'trusts a private authority by NODE_EXTRA_CA_CERTS, or DENO_CERT'() {
      deepStrictEqual(await run({ ...trust, CONFLUENT_CLOUD_REST_ENDPOINT: server.url }), FOUND);
    },
    async 'fails at once without it'() {
      const result = await run({ CONFLUENT_CLOUD_REST_ENDPOINT: server.url });
      failsAtOnce(result, /or trust the authority: NODE_EXTRA_CA_CERTS, DENO_CERT/);
    },
    async 'fails at once if the certificate has expired'() {
      const result = await run({ ...trust, CONFLUENT_CLOUD_REST_ENDPOINT: expired.url });
      failsAtOnce(result, /expired.*\(check baseUrl, clock and client certificate/);
    },
    async 'fails at once if the certificate is for another host'() {
      const result = await run({ ...trust, CONFLUENT_CLOUD_REST_ENDPOINT: otherHost.url });
      failsAtOnce(result, /check baseUrl, clock and client certificate/);
    },
  };
}

/** Returns the checks of the `fetch` option with an undici agent. */
export function undiciChecks({ caFile, server, proxy }: Network, run: Run): NetworkChecks {
  const through = (url: string): Record<string, string> => ({
    CONFLUENT_CLOUD_REST_ENDPOINT: server.url,
    CA_FILE: caFile,
    PROXY_URL: url,
  });
  return {
    async 'goes through a proxy with a ProxyAgent of undici'() {
      const before = proxy.asked.length;
      deepStrictEqual(await run(through(proxy.urlWithCredentials)), FOUND);
      deepStrictEqual(proxy.asked.length, before + 1);
    },
    async 'fails at once with it if the proxy demands a password'() {
      failsAtOnce(await run(through(proxy.url)), /check user, password and rules of the proxy/);
    },
  };
}

function failsAtOnce(result: ListResult, message: RegExp): void {
  if ('ids' in result) throw new Error('The call succeeded');
  const { name, attempts, retryable } = result;
  deepStrictEqual([name, attempts, retryable], ['ConfluentConnectionError', 1, false]);
  match(result.message, message);
}

function messageOf(result: ListResult): string {
  return 'ids' in result ? '' : result.message;
}
