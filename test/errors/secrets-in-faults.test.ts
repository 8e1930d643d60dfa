/** No error shows the credentials when fetch throws them, as some HTTP libraries do. */
import { inspect } from 'node:util';
import { ConfluentConnectionError } from 'confluent-connect-plugins';
import { describe, expect, test } from 'vitest';
import { failureOf, NO_HOST } from '../support/client.js';
import { CONNECTOR_PLUGINS_PATH } from '../support/constants.js';
import {
  connectWith,
  credentialsIn,
  expectNoPartOfSecret,
  expectNoSecret,
} from '../support/secrets.js';

/** Makes what fetch throws of the request, and of a text with the credentials. */
type Fault = (request: Request, text: string) => unknown;

const thrown: [where: string, fault: Fault][] = [
  ['its message', (_, text) => new TypeError(`could not send ${text}`)],
  ['a text', (_, text) => `could not send ${text}`],
  ['its request', (request) => Object.assign(new Error('failed'), { request })],
  ['headers', ({ headers }) => Object.assign(new Error('failed'), { headers })],
  [
    'plain headers',
    ({ headers }) =>
      Object.assign(new Error('failed'), { config: { headers: Object.fromEntries(headers) } }),
  ],
  ['a map', ({ headers }) => Object.assign(new Error('failed'), { sent: new Map(headers) })],
  ['a set', (_, text) => Object.assign(new Error('failed'), { sent: new Set([text]) })],
  [
    'the headers of a class of its own',
    ({ headers }) => {
      class Sent {
        readonly #headers = headers;
        get headers(): Headers {
          return this.#headers;
        }
        [inspect.custom](): unknown {
          return Object.fromEntries(this.#headers);
        }
      }
      return Object.assign(new Error('failed'), { sent: new Sent() });
    },
  ],
  ['a symbol', (_, text) => Object.assign(new Error('failed'), { [Symbol('sent')]: text })],
  ['a key', (_, text) => Object.assign(new Error('failed'), { [text]: true })],
  [
    'what is not enumerable',
    (_, text) => Object.defineProperty(new Error('failed'), 'sent', { value: text }),
  ],
  ['its cause', (_, text) => new TypeError('fetch failed', { cause: new Error(text) })],
  ['one of its errors', (_, text) => new AggregateError([new Error(text)], 'failed')],
  [
    'what goes in circles',
    (request) => {
      const options = { request, self: {} };
      options.self = options;
      return Object.assign(new Error('failed'), { options });
    },
  ],
  ['no error', (request) => ({ toString: () => 'failed', request })],
  [
    'a long message, cut',
    (_, text) => new Error(`${'x'.repeat(300 - text.length + 8)} ${text} and more`),
  ],
];

describe.each(Object.entries(connectWith))('an error of a client with %s', (_, connect) => {
  test.each(thrown)('shows no secret when fetch throws it in %s', async (_, fault) => {
    const confluent = connect(NO_HOST, {
      maxRetries: 0,
      fetch: (request) => {
        const authorization = request.headers.get('Authorization') ?? '';
        expect(authorization).not.toBe('');
        throw fault(request, [authorization, ...credentialsIn(authorization)].join(' '));
      },
    });
    const error = await failureOf(ConfluentConnectionError, confluent.GET(CONNECTOR_PLUGINS_PATH));
    expectNoSecret(error);
    expectNoPartOfSecret(error.message);
    expect(error.message).toMatch(/fail|send|x{50}|\*\*\*/);
  });
});
