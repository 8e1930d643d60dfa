import { expect, test } from 'vitest';
import { runCheck, sectionOf, valid } from './support.js';

const corrections = `
- fact: connect.v1.CustomConnectorPlugin.upload_source
  should be: optional
  why: It is ignored in a list.
  source: the description
`;

test('the report of a Confluent that holds to the contract names no violation', async () => {
  const { report, verdict } = await runCheck(valid, { corrections });
  expect(verdict).toBe('holds');
  const limits = 'X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset';
  const headers = (count: number): string => `X-Request-Id, ${limits} in ${count} of ${count}`;
  const refused = 'X-Request-Id, WWW-Authenticate in 1 of 1';
  const lists = [
    'GET /ccpm/v1/plugins',
    'GET /connect/v1/custom-connector-plugins',
    'GET /ccpm/v1/plugins/{plugin_id}/versions',
  ] as const;
  expect(report).toBe(
    `# Contract check of confluent-connect-plugins
Package 1.2.3, Node 20.20.0, 2026-11-25

## Lists
- ${lists[0]}: items 2, pages 1, lists 1 of 1
- ${lists[1]}: items 3, pages 1, lists 1 of 1
- ${lists[2]}: items 2, pages 2, lists 2 of 2

## Corrections
- connect.v1.CustomConnectorPlugin.upload_source is optional: no longer needed, 0 of 3 break the published schema

## Headers
- ${lists[0]}: ${headers(1)}
- ${lists[0]} (401): ${refused}
- ${lists[1]}: ${headers(1)}
- ${lists[1]} (401): ${refused}
- ${lists[2]}: ${headers(2)}
- ${lists[2]} (401): ${refused}

## Statuses
- ${lists[0]}: 200 (1); 401 (1)
- ${lists[1]}: 200 (1); 401 (1)
- ${lists[2]}: 200 (2); 401 (1); 404 (2, not declared)

## Refused requests
- ${lists[0]} with a wrong key: 401, body Failure
- ${lists[1]} with a wrong key: 401, body Failure
- ${lists[2]} with a wrong key: 401, body Failure
- ${lists[2]} with an unknown plugin_id: 404 (not declared), body Failure
- ${lists[2]} with an id of ${lists[1]}: 404 (not declared), body Failure

## Next links
- ${lists[0]}: absent (1)
- ${lists[1]}: absent (1)
- ${lists[2]}: absent (2)

## Ids in two lists
- ${lists[0]} (2 ids) and ${lists[1]} (3 ids): 0 in both

## Result
- The contract holds for all responses seen.`,
  );
});

test('the report holds nothing of the organization when everything is wrong', async () => {
  // A wrong type is what this test is about.
  const wrong = { kind: 'Kind-Of-Acme', connector_type: 'acme-7', cloud: 5 } as object;
  const content = {
    customConnectorPlugins: valid.customConnectorPlugins.map((plugin) => ({
      ...plugin,
      ...wrong,
      display_name: `Secret Project ${'x'.repeat(60)}`,
      'acme-team': 'acme-owner',
      metadata: { self: 'not a link of Acme' },
    })),
    customConnectPlugins: valid.customConnectPlugins,
    pageSize: 1,
  };
  const { report, verdict, fake } = await runCheck(content, {
    respond: async (request, { fetch }) => {
      const response = await fetch(request);
      if (response.status < 400) return response;
      const body = { errors: [{ detail: 'ccp-aaa111', 'acme-hint': 'ccp-aaa111' }] };
      return Response.json(body, { status: response.status });
    },
  });
  expect(verdict).toBe('broken');
  expect(sectionOf(report, 'Violations').length).toBeGreaterThan(4);
  const { apiKey, apiSecret } = fake.options;
  const own = ['ccp-', 'ver-', 'env-', 'upload-', 'Secret', 'acme', 'http', '?', 'token='];
  for (const text of [apiKey, apiSecret, ...own]) {
    expect(report.toLowerCase()).not.toContain(text.toLowerCase());
  }
});
