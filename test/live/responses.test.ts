import { expect, test } from 'vitest';
import {
  CONNECTOR_PLUGINS,
  CONNECT_PLUGINS,
  openapi,
  runCheck,
  sectionOf,
  valid,
  VERSIONS,
} from './support.js';
import type { Respond } from './support.js';

/** Changes the headers of the responses that the fake sends. */
function changeHeaders(change: (headers: Headers) => void): Respond {
  return async (request, { fetch }) => {
    const response = await fetch(request);
    change(response.headers);
    return response;
  };
}

test('a header that the document declares and no response has is reported as missing', async () => {
  const { report, verdict } = await runCheck(valid, {
    respond: changeHeaders((headers) => {
      headers.delete('X-RateLimit-Reset');
    }),
  });
  const lines = sectionOf(report, 'Headers');
  expect(lines.filter((line) => line.includes('X-RateLimit-Reset missing'))).toHaveLength(3);
  expect(lines).toContainEqual(
    expect.stringMatching(/^GET \S+\/versions: .*X-RateLimit-Reset missing in 2 of 2$/),
  );
  // The document does not require it.
  expect(verdict).toBe('holds');
});

test('a header that the document requires breaks the contract where it is missing', async () => {
  const required = (document: string): string =>
    document.replaceAll(/^( +)X-RateLimit-Reset:\n/gm, '$&$1  required: true\n');
  const { verdict } = await runCheck(valid, {
    document: required(openapi),
    respond: changeHeaders((headers) => {
      headers.delete('X-RateLimit-Reset');
    }),
  });
  expect(verdict).toBe('broken');
});

test('a header that is no integer as declared breaks the contract', async () => {
  const { report, verdict } = await runCheck(valid, {
    respond: changeHeaders((headers) => {
      if (headers.has('X-RateLimit-Limit')) headers.set('X-RateLimit-Limit', 'many');
    }),
  });
  expect(sectionOf(report, 'Headers').join()).toContain(
    'X-RateLimit-Limit in 2 of 2, no integer in 2',
  );
  expect(verdict).toBe('broken');
});

test('a wrong key that is accepted breaks the contract', async () => {
  const { report, verdict } = await runCheck(valid, {
    respond: async (request, { fetch, accessToken }) => {
      if (!request.url.includes(CONNECTOR_PLUGINS)) return fetch(request);
      return fetch(new Request(request, { headers: { Authorization: `Bearer ${accessToken}` } }));
    },
  });
  expect(sectionOf(report, 'Refused requests')).toContain(
    `GET ${CONNECTOR_PLUGINS} with a wrong key: 200, body connect.v1.CustomConnectorPluginList`,
  );
  expect(verdict).toBe('broken');
});

test.each<[string, number, BodyInit | null, string]>([
  ['text', 403, 'No', '403, body text'],
  ['no body', 404, null, '404 (not declared), body none'],
  [
    'another JSON',
    404,
    '{"error_code":40401,"message":"x","ccp-aaa111":1}',
    '404 (not declared), body JSON that is no Failure, with error_code, message',
  ],
])('the body of a refused request is described if it is %s', async (_, status, body, described) => {
  const { report } = await runCheck(valid, {
    respond: async (request, { fetch }) => {
      const response = await fetch(request);
      return response.status === 404 ? new Response(body, { status }) : response;
    },
  });
  expect(sectionOf(report, 'Refused requests')).toContain(
    `GET ${VERSIONS} with an unknown plugin_id: ${described}`,
  );
});

test('the forms of next links are counted without the links', async () => {
  const next = (link: string | null): { next: string | null } => ({ next: link });
  const faults = [
    next('https://other.example/x?page_token=1'),
    next('/x?cloud=AWS&page_token=2'),
    next(null),
    next('https://api.confluent.test/x?page_token=3'),
    next(''),
  ];
  // The fake knows no foreign token: it gets requests without one.
  const { report } = await runCheck(
    { ...valid, faults },
    {
      respond: async (request, { fetch }) => {
        const url = new URL(request.url);
        url.searchParams.delete('page_token');
        return fetch(new Request(url, request));
      },
    },
  );
  expect(sectionOf(report, 'Next links')).toEqual([
    `GET ${CONNECT_PLUGINS}: absolute at another origin, with page_token (1); relative, with page_token (1); null (1)`,
    `GET ${CONNECTOR_PLUGINS}: absolute, with page_token (1); empty (1)`,
    expect.stringContaining(`GET ${VERSIONS}: absent`),
  ]);
  // The document says that a link is a URI.
  expect(sectionOf(report, 'Violations')).toEqual([
    `GET ${CONNECT_PLUGINS} metadata.next: not of format uri in 1 of 3`,
    `GET ${CONNECTOR_PLUGINS} metadata.next: not of format uri in 1 of 2`,
  ]);
});
