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

test('a cause that is its own cause is in the message', async () => {
  const fault = new Error('again');
  fault.cause = fault;
  expect((await errorFor(fault)).message).toContain('again');
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

test('a cause without a secret is the very object, and one with a secret is replaced', async () => {
  const cyclic: Record<string, unknown> = { list: [new Map([['a', new Set(['b'])]])] };
  cyclic['self'] = cyclic;
  const fault = Object.assign(new AggregateError([new Error('a')], 'b', { cause: cyclic }), {
    bytes: new Uint8Array(4),
    nothing: null,
    [Symbol('c')]: () => 'd',
  });
  expect((await errorFor(fault)).cause).toBe(fault);
  cyclic['list'] = [{ deep: new Map([['a', new Set([`a ${API_SECRET} b`])]]) }];
  expect((await errorFor(fault)).cause).toEqual(new Error('AggregateError: b'));
});
