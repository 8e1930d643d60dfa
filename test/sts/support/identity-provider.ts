import { createLocalJWKSet, jwtVerify } from 'jose';
import type { JSONWebKeySet } from 'jose';
import { OAuth2Server } from 'oauth2-mock-server';
import { onTestFinished } from 'vitest';

/** An OAuth server on loopback that issues identity tokens, which are JWTs. */
export interface IdentityProvider {
  /** Requests a token by the client credentials grant. */
  requestToken: () => Promise<string>;
  /**
   * Verifies a token with the keys that the server publishes.
   *
   * @throws If another server issued it, or if it has expired.
   */
  verify: (token: string) => Promise<void>;
}

/** Starts an OAuth server that is stopped when the current test ends. */
export async function startIdentityProvider(): Promise<IdentityProvider> {
  const server = new OAuth2Server();
  await server.issuer.keys.generate('ES256');
  await server.start(0, '127.0.0.1');
  onTestFinished(async () => server.stop());
  const { port } = server.address();
  const url = `http://127.0.0.1:${port}`;
  const issuer = server.issuer.url ?? '';
  const published = (await requestJson(`${url}/jwks`)) as unknown as JSONWebKeySet;
  const keys = createLocalJWKSet(published);

  return {
    async requestToken() {
      const body = new URLSearchParams({ grant_type: 'client_credentials' });
      const { access_token } = await requestJson(`${url}/token`, { method: 'POST', body });
      return String(access_token);
    },
    async verify(token) {
      await jwtVerify(token, keys, { issuer });
    },
  };
}

async function requestJson(url: string, init?: RequestInit): Promise<Record<string, unknown>> {
  const response = await fetch(url, init);
  return (await response.json()) as Record<string, unknown>;
}
