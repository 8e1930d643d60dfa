/** Middlewares see, and a caller gets, the same as with openapi-fetch itself. */
import type { Middleware } from 'openapi-fetch';
import { expect, test } from 'vitest';
import { rejectionOf } from '../support/client.js';
import { faults } from '../support/faults.js';
import type { Reply } from '../support/loopback-server.js';
import { sendWithOpenapiFetch, sendWithOurs, traceMiddlewares } from '../support/middlewares.js';
import { ONLY_PAGE } from '../support/pages.js';
import { serve } from '../support/serve.js';

const NOT_FOUND: Reply = { status: 404, body: { errors: [{ detail: 'gone' }] } };
const none: Middleware = { onRequest: () => undefined };
const setTrace: Middleware['onRequest'] = ({ request }) => {
  request.headers.set('X-Trace', '2');
};
const withTrace = (request: Request, value: string): Request =>
  new Request(request, { headers: { 'X-Trace': value } });
const throwMine = (): never => {
  throw new Error('mine');
};
const slowly = async <T>(value: T): Promise<T> => {
  await new Promise((resolve) => setTimeout(resolve, 5));
  return value;
};

const scenarios: [what: string, middlewares: Middleware[], reply?: Reply][] = [
  ['three middlewares change nothing', [none, none, none]],
  ['three middlewares change nothing and the status is 404', [none, none, none], NOT_FOUND],
  ['onRequest changes the headers of the request', [none, { onRequest: setTrace }, none]],
  [
    'onRequest returns a new Request',
    [none, { onRequest: ({ request }) => withTrace(request, '2') }, none],
  ],
  [
    'onRequest returns a new Request to another path, later',
    [{ onRequest: async ({ request }) => slowly(new Request(`${request.url}&x=1`)) }, none],
  ],
  [
    'two onRequest each return a new Request',
    [
      { onRequest: ({ request }) => withTrace(request, '2') },
      {
        onRequest: ({ request }) => withTrace(request, `${request.headers.get('x-trace')}3`),
      },
    ],
  ],
  [
    'the first of three onRequest returns a Response',
    [{ onRequest: () => Response.json({ data: ['mine'] }) }, none, none],
  ],
  [
    'the last of three onRequest returns a 404',
    [none, none, { onRequest: () => Response.json({ mine: true }, { status: 404 }) }],
  ],
  [
    'onResponse returns a new Response',
    [none, { onResponse: () => Response.json({ data: ['mine'] }) }, none],
    NOT_FOUND,
  ],
  [
    'two onResponse each return a new Response',
    [
      { onResponse: ({ response }) => Response.json({ was: response.status }, { status: 409 }) },
      { onResponse: async () => slowly(Response.json({}, { status: 404 })) },
    ],
  ],
  ['a network fault meets no onError that returns anything', [none, none, none], faults.reset],
  ['onError returns an Error', [none, { onError: () => new Error('mine') }, none], faults.reset],
  [
    'two onError each return an Error',
    [
      { onError: ({ error }) => new Error(`${String(error)}, first`) },
      none,
      { onError: async () => slowly(new Error('last')) },
    ],
    faults.reset,
  ],
  [
    'onError returns a Response',
    [none, { onError: () => Response.json({ data: ['mine'] }) }, none],
    faults.reset,
  ],
  [
    'onError returns a Response after another returned an Error',
    [{ onError: () => Response.json({ data: ['mine'] }) }, { onError: () => new Error('mine') }],
    faults.reset,
  ],
  [
    'onResponse replaces the Response of onError',
    [
      {
        onError: () => Response.json({}, { status: 404 }),
        onResponse: ({ response }) => Response.json({ data: [response.status] }),
      },
      none,
    ],
    faults.reset,
  ],
  ['onRequest throws', [none, { onRequest: throwMine }, none]],
  ['onResponse throws', [none, { onResponse: throwMine }, none]],
  ['onError throws', [none, { onError: throwMine }, none], faults.reset],
];

test.each(scenarios)(
  'middlewares and the caller get the same as with openapi-fetch when %s',
  async (_, middlewares, reply = ONLY_PAGE) => {
    const ours = await traceMiddlewares(sendWithOurs, middlewares, reply);
    expect(ours).toEqual(await traceMiddlewares(sendWithOpenapiFetch, middlewares, reply));
  },
);

test('each request has an id of its own, which all its middlewares are told', async () => {
  const server = await serve(() => ONLY_PAGE);
  const ids: string[] = [];
  const watch: Middleware = {
    onRequest: ({ id }) => void ids.push(id),
    onResponse: ({ id }) => void ids.push(id),
  };
  await sendWithOurs(server.url, [watch]);
  await sendWithOurs(server.url, [watch]);
  expect(ids).toEqual([ids[0], ids[0], ids[2], ids[2]]);
  expect(ids[0]).not.toBe(ids[2]);
});

test('the onError of openapi-fetch and ours is told a fault of the same name and message', async () => {
  const errors: unknown[] = [];
  const watch: Middleware = { onError: ({ error }) => void errors.push(error) };
  const server = await serve(() => faults.reset);
  await rejectionOf(sendWithOurs(server.url, [watch]));
  await rejectionOf(sendWithOpenapiFetch(server.url, [watch]));
  const [ours, theirs] = errors as [Error, Error];
  expect([ours.name, ours.message]).toEqual([theirs.name, theirs.message]);
  expect((ours.cause as Error).message).toBe((theirs.cause as Error).message);
});
