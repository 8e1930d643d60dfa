import { SignJWT } from 'jose';
import type { Handler, Received, Reply } from '../../support/loopback-server.js';
import { serve } from '../../support/serve.js';
import { startIdentityProvider } from './identity-provider.js';
import type { IdentityProvider } from './identity-provider.js';

export const TOKEN_PATH = '/sts/v1/oauth2/token';

const PAGE: Reply = {
  body: { metadata: {}, data: [{ id: 'ccp-1', display_name: 'Jira Source' }] },
};

/** What differs from an exchange that succeeds. */
export interface ConfluentOptions {
  /** Seconds that an issued token lives. Default: what the request asks for, else 900. */
  expiresIn?: number;
  /** Returns another reply to an exchange. `index` counts the exchanges from 0. */
  replyTo?: (exchange: Received, index: number) => Reply | undefined | Promise<Reply | undefined>;
}

/** A Confluent on loopback: an exchange endpoint, and a list that needs a token issued by it. */
export interface StsConfluent {
  url: string;
  identityProvider: IdentityProvider;
  /** The requests to the exchange endpoint so far. */
  exchanges: Received[];
  /** The requests to the list so far. */
  calls: Received[];
  /** The tokens issued so far. */
  issued: string[];
  /** Refuses all tokens issued so far with a 401. */
  revokeAll: () => void;
  /** Resolves when at least this many requests of both kinds have arrived. */
  waitForRequests: (count: number) => Promise<void>;
}

/** Starts a Confluent and its identity provider, both closed when the current test ends. */
export async function startConfluent({
  expiresIn,
  replyTo,
}: ConfluentOptions = {}): Promise<StsConfluent> {
  const identityProvider = await startIdentityProvider();
  const exchanges: Received[] = [];
  const calls: Received[] = [];
  const issued: string[] = [];
  const valid = new Set<string>();

  async function exchange({ body }: Received): Promise<Reply> {
    const form = new URLSearchParams(body);
    try {
      await identityProvider.verify(form.get('subject_token') ?? '');
    } catch {
      return failure(401, 'The subject token is not valid');
    }
    const lifeSeconds = expiresIn ?? Number(form.get('expires_in') ?? 900);
    const token = await signToken();
    issued.push(token);
    valid.add(token);
    return { body: tokenResponse(token, lifeSeconds) };
  }

  const handler: Handler = async (request) => {
    if (request.path === TOKEN_PATH) {
      exchanges.push(request);
      return (await replyTo?.(request, exchanges.length - 1)) ?? exchange(request);
    }
    calls.push(request);
    const [, token = ''] = /^Bearer (.*)$/.exec(request.headers.authorization ?? '') ?? [];
    return valid.has(token) ? PAGE : failure(401, 'The access token is not valid');
  };
  const { url, waitForRequests } = await serve(handler);
  return {
    url,
    identityProvider,
    exchanges,
    calls,
    issued,
    revokeAll: () => {
      valid.clear();
    },
    waitForRequests,
  };
}

/** Returns the body of a successful exchange. */
export function tokenResponse(token: string, lifeSeconds: number): Record<string, unknown> {
  return {
    access_token: token,
    issued_token_type: 'urn:ietf:params:oauth:token-type:access_token',
    token_type: 'Bearer',
    expires_in: lifeSeconds,
  };
}

/** Returns a reply with Confluent's usual error body. */
export function failure(status: number, detail: string): Reply {
  return { status, body: { errors: [{ status: String(status), detail }] } };
}

async function signToken(): Promise<string> {
  const key = new TextEncoder().encode('a key that only the test server has');
  return new SignJWT().setProtectedHeader({ alg: 'HS256' }).setJti(crypto.randomUUID()).sign(key);
}
