import { inspect } from 'node:util';
import { createConfluentClient } from 'confluent-connect-plugins';
import type { ConfluentClient } from 'confluent-connect-plugins';
import { expect } from 'vitest';
import { connect } from './client.js';
import type { ClientOptions } from './client.js';
import { ACCESS_TOKEN, API_KEY, API_SECRET, BASIC_CREDENTIALS } from './constants.js';

const SECRETS = { API_KEY, API_SECRET, BASIC_CREDENTIALS, ACCESS_TOKEN };

/** Creates a client with each kind of credentials. */
export const connectWith: Record<
  string,
  (baseUrl: string, options?: ClientOptions) => ConfluentClient
> = {
  'an API key': connect,
  'an access token': (baseUrl, options) =>
    createConfluentClient({
      accessToken: ACCESS_TOKEN,
      baseUrl,
      maxRetryDelayMs: 1,
      ...options,
    }),
  'a token function': (baseUrl, options) =>
    createConfluentClient({
      accessToken: () => ACCESS_TOKEN,
      baseUrl,
      maxRetryDelayMs: 1,
      ...options,
    }),
};

/** Returns the credentials in an Authorization header, whole and in parts. */
export function credentialsIn(authorization = ''): string[] {
  const sent = authorization.replace(/^\w+ /, '');
  return authorization.startsWith('Basic') ? [sent, ...atob(sent).split(':')] : [sent];
}

/** Expects that no log, inspection or JSON of a value has a secret in it. */
export function expectNoSecret(value: unknown): void {
  const text = printInEveryWay(value);
  const found = Object.entries(SECRETS).flatMap(([name, secret]) => {
    const at = text.indexOf(secret);
    return at < 0 ? [] : [`${name}: ${text.slice(Math.max(0, at - 40), at + secret.length)}`];
  });
  expect(found).toEqual([]);
}

/** Expects that not even the first 12 characters of a secret are in a text. */
export function expectNoPartOfSecret(text: string): void {
  for (const secret of Object.values(SECRETS)) expect(text).not.toContain(secret.slice(0, 12));
}

/** Returns all texts that a log, an inspection or JSON makes of a value and its causes. */
export function printInEveryWay(value: unknown): string {
  const { stack, cause } = Object(value) as { stack?: unknown; cause?: unknown };
  return [
    String(value),
    stack,
    JSON.stringify(value),
    inspect(value),
    inspect(value, { depth: Infinity, showHidden: true, maxStringLength: Infinity }),
    ...(cause === undefined ? [] : [printInEveryWay(cause)]),
  ].join('\n');
}
