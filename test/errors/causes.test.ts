import { inspect } from 'node:util';
import { ConfluentConnectionError } from 'confluent-connect-plugins';
import { expect, test } from 'vitest';
import { connectToFetch, failureOf } from '../support/client.js';
import { API_SECRET, CONNECTOR_PLUGINS_PATH } from '../support/constants.js';

/** Returns the error of a call whose fetch throws the fault. */
async function errorFor(fault: unknown): Promise<ConfluentConnectionError> {
  const fail = (): Response => {
    throw fault;
  };
  const confluent = connectToFetch(fail, { maxRetries: 0 });
  return failureOf(ConfluentConnectionError, confluent.GET(CONNECTOR_PLUGINS_PATH));
}

test('a cause has the properties and the causes of what fetch throws', async () => {
  const why = Object.assign(new RangeError('why'), { code: 42 });
  const fault = Object.assign(new TypeError('failed', { cause: why }), { code: 'E1' });
  const { cause } = await errorFor(fault);
  expect(cause).toBeInstanceOf(Error);
  expect(cause).toMatchObject({
    name: 'TypeError',
    message: 'failed',
    code: 'E1',
    cause: { name: 'RangeError', message: 'why', code: 42 },
  });
});

test('a cause has the stack of what fetch throws, cut at 8 KiB, and only its code is enumerable', async () => {
  const frames = '\n    at socket (elsewhere.js:1:1)'.repeat(1000);
  const fault = Object.assign(new Error('failed'), { code: 'E1', stack: `Error: failed${frames}` });
  const { cause } = await errorFor(fault);
  expect((cause as Error).stack).toBe(`Error: failed${frames}`.slice(0, 8192));
  expect(Object.keys(cause as Error)).toEqual(['code']);
});

test('a cause has no code where what fetch throws has none, or one of another kind', async () => {
  for (const fault of [new Error('failed'), Object.assign(new Error('failed'), { code: {} })]) {
    expect((await errorFor(fault)).cause).not.toHaveProperty('code');
  }
});

test('a cause that is its own cause is in the message, and copied eight times', async () => {
  const fault = new Error('again');
  fault.cause = fault;
  const error: Error = await errorFor(fault);
  expect(error.message).toContain('again');
  const chain: unknown[] = [];
  for (let { cause } = error; cause instanceof Error; { cause } = cause) chain.push(cause.message);
  // What fetch threw, and eight causes.
  expect(chain).toEqual(Array.from({ length: 9 }, () => 'again'));
});

test('a cause with a property that throws is in the message', async () => {
  const fault = Object.defineProperty(new Error('failed'), 'moody', {
    enumerable: true,
    get: () => {
      throw new Error('not now');
    },
  });
  expect((await errorFor(fault)).message).toMatch(/failed/);
});

test('a cause is a copy that holds name, message, code and causes, and nothing else', async () => {
  const inner = Object.assign(new RangeError('inner'), { code: 'E_INNER' });
  const fault = Object.assign(new TypeError('outer', { cause: inner }), {
    request: { headers: [['authorization', API_SECRET]] },
    list: [new Map([['a', new Set([API_SECRET])]])],
  });
  const { cause } = await errorFor(fault);
  expect(cause).not.toBe(fault);
  expect(cause).toMatchObject({ name: 'TypeError', message: 'outer' });
  expect(cause).toMatchObject({ cause: { name: 'RangeError', message: 'inner', code: 'E_INNER' } });
  expect(inspect(cause, { depth: Infinity, showHidden: true })).not.toContain(API_SECRET);
});

test('the first error of an AggregateError is the cause of its copy', async () => {
  const error = await errorFor(
    new AggregateError([new Error('first'), new Error('second')], 'all'),
  );
  expect(error.cause).toMatchObject({ message: 'all', cause: { message: 'first' } });
  expect(error.message).toContain('no complete response: first');
});

test('a large typed array, an infinite iterable and a throwing getter on a cause cost no time', async () => {
  const fault = Object.assign(new Error('failed'), {
    bytes: new Uint8Array(1_000_000),
    *[Symbol.iterator]() {
      for (;;) yield 'again';
    },
  });
  Object.defineProperty(fault, 'code', {
    get: () => {
      throw new Error('not now');
    },
  });
  expect((await errorFor(fault)).message).toContain('no complete response: failed');
});
