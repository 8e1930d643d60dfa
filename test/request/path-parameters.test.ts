import { ConfluentApiError, createConfluentClient } from 'confluent-connect-plugins';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { connect, connectToFetch, failureOf, NO_HOST } from '../support/client.js';
import { VERSIONS_PATH } from '../support/constants.js';
import { ONLY_PAGE } from '../support/pages.js';
import { inTurn, serve } from '../support/serve.js';

const query = { environment: 'env-1' };
const paramsWith = (plugin_id: string): { path: { plugin_id: string }; query: typeof query } => ({
  path: { plugin_id },
  query,
});

const HALF_PAIRS = ['\ud800', 'a\udc00b', '\udc00\ud800'];
const STEPS = ['.', '..', '%2e', '%2E', '%2e%2e', '%2E.', '.%2e'];

test.each([undefined, null, '', ...STEPS, ...HALF_PAIRS])(
  'a path parameter %j is refused before a token is requested or a request is sent',
  async (value) => {
    const server = await serve(() => ONLY_PAGE);
    const confluent = createConfluentClient({
      accessToken: () => {
        throw new Error('The token was requested');
      },
      baseUrl: server.url,
    });
    const params = paramsWith(value as never);
    const error = await failureOf(TypeError, confluent.GET(VERSIONS_PATH, { params }));
    expect(error.message).toContain('plugin_id');
    await failureOf(TypeError, confluent.paginate(VERSIONS_PATH, { params }).collect({ limit: 1 }));
    expect(server.requests).toHaveLength(0);
  },
);

test('the message for a path parameter that is refused says why, and in which path', async () => {
  const call = connect(NO_HOST).GET(VERSIONS_PATH, { params: paramsWith('..') });
  expect((await failureOf(TypeError, call)).message).toBe(
    'plugin_id must not be "..": /ccpm/v1/plugins/{plugin_id}/versions',
  );
});

test.each([undefined, {}, { params: {} }, { params: { path: {} } }])(
  'the call rejects when the init %j has no path parameter',
  async (init) => {
    const call = connect(NO_HOST).GET(VERSIONS_PATH, init as never);
    expect((await failureOf(TypeError, call)).message).toContain('plugin_id must be');
  },
);

test.each([
  ['a/b', 'a%2Fb'],
  ['../x', '..%2Fx'],
  ['a?b#c', 'a%3Fb%23c'],
  ['ünï 🔑', '%C3%BCn%C3%AF%20%F0%9F%94%91'],
  ['100%', '100%25'],
  ['%2f', '%252f'],
  ['...', '...'],
  ['$&', '%24%26'],
  ['{environment}', '%7Benvironment%7D'],
])('the path parameter %j is sent as one path segment, and an error shows it', async (id, sent) => {
  const server = await serve(inTurn(ONLY_PAGE, { status: 404 }));
  const confluent = connect(server.url);
  await confluent.GET(VERSIONS_PATH, { params: paramsWith(id) });
  expect(server.requests[0]?.path).toBe(`/ccpm/v1/plugins/${sent}/versions`);
  const call = confluent.GET(VERSIONS_PATH, { params: paramsWith(id) });
  const error = await failureOf(ConfluentApiError, call);
  expect(error.message).toBe(`GET /ccpm/v1/plugins/${sent}/versions: 404 Not Found`);
  expect(error.path).toBe(VERSIONS_PATH);
});

const dots = fc.constantFrom('.', '..', '%2e', '.%2E', '%2e%2e', '...', '%2e.%2e', '../x', ' ');

test('any path parameter is one path segment that decodes to its value, or is refused', async () => {
  let sent = '';
  const confluent = connectToFetch(({ url }) => {
    sent = new URL(url).pathname;
    return Response.json(ONLY_PAGE.body);
  });
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.string({ unit: 'grapheme' }), dots), async (value) => {
      const call = confluent.GET(VERSIONS_PATH, { params: paramsWith(value) });
      if (/^(\.|%2e){0,2}$/i.test(value)) {
        await failureOf(TypeError, call);
        return;
      }
      await call;
      const segments = sent.split('/').map(decodeURIComponent);
      expect(segments).toEqual(['', 'ccpm', 'v1', 'plugins', value, 'versions']);
    }),
  );
});
