import {
  ConfluentApiError,
  ConfluentConnectionError,
  ConfluentError,
  ConfluentResponseError,
  ConfluentTimeoutError,
} from 'confluent-connect-plugins';
import { expect, test } from 'vitest';
import { connect, failureOf } from '../support/client.js';
import { CONNECTOR_PLUGINS_PATH } from '../support/constants.js';
import { faults } from '../support/faults.js';
import type { Reply } from '../support/loopback-server.js';
import { serve } from '../support/serve.js';

test.each<[name: string, type: new (...facts: never[]) => ConfluentError, reply: Reply]>([
  ['ConfluentApiError', ConfluentApiError, { status: 400, body: 'no' }],
  ['ConfluentConnectionError', ConfluentConnectionError, faults.reset],
  ['ConfluentTimeoutError', ConfluentTimeoutError, faults.stall],
  ['ConfluentResponseError', ConfluentResponseError, faults.html],
])('a %s has its class, its name, a stack and JSON', async (name, type, reply) => {
  const server = await serve(() => reply);
  // On a busy machine any other reply could miss the short timeout.
  const timeoutMs = reply === faults.stall ? 50 : 30_000;
  const confluent = connect(server.url, { maxRetries: 0, timeoutMs });
  const error = await failureOf(type, confluent.GET(CONNECTOR_PLUGINS_PATH));

  expect(error).toBeInstanceOf(Error);
  expect(error).toBeInstanceOf(ConfluentError);
  expect(error instanceof ConfluentConnectionError).toBe(/Connection|Timeout/.test(name));
  expect(error.name).toBe(name);
  expect(String(error)).toBe(`${name}: ${error.message}`);
  expect(error.stack).toMatch(new RegExp(`^${name}: GET `));
  expect(Object.keys(error)).not.toContain('name');

  const json = JSON.parse(JSON.stringify(error)) as Record<string, unknown>;
  const { method, path, url, attempts, retryable, message } = error;
  expect(json).toMatchObject({ name, message, method, path, url, attempts, retryable });
  expect(json).not.toHaveProperty('headers');
  expect(json).not.toHaveProperty('stack');
  expect(error.toJSON()['name']).toBe(name);
});

test('a class that extends ConfluentError has its name', () => {
  class OwnError extends ConfluentError {}
  const facts = {
    message: 'no',
    method: 'GET',
    path: '/',
    url: '/',
    attempts: 1,
    retryable: false,
  };
  expect(String(new OwnError(facts))).toBe('ConfluentError: no');
});

test('a ConfluentTimeoutError has timeoutMs, also in its message and its JSON', async () => {
  const server = await serve(() => faults.stall);
  const confluent = connect(server.url, { maxRetries: 0, timeoutMs: 20 });
  const error = await failureOf(ConfluentTimeoutError, confluent.GET(CONNECTOR_PLUGINS_PATH));
  expect(error.timeoutMs).toBe(20);
  expect(error.message).toMatch(/20 ms/);
  expect(error.toJSON()['timeoutMs']).toBe(20);
});

test('the JSON of an error in a walk has the walk', async () => {
  const server = await serve(() => ({ status: 400 }));
  const walk = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH).collect({ limit: 1 });
  const error = await failureOf(ConfluentApiError, walk);
  expect(JSON.parse(JSON.stringify(error))).toMatchObject({ walk: { pages: 0, items: 0 } });
});
