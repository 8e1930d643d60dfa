import { ConfluentApiError, createConfluentClient } from 'confluent-connect-plugins';
import type { ConfluentClient } from 'confluent-connect-plugins';
import { createFakeConfluent } from 'confluent-connect-plugins/testing';
import { expect, test } from 'vitest';
import { recordedErrors, recordedPluginList } from './recorded-bodies.js';
import { CONNECTOR_PLUGINS } from './support.js';

/** A client of a fake that sends this response to the first request. */
function clientOf(response: { status: number; body: unknown }): ConfluentClient {
  const fake = createFakeConfluent({ faults: [response] });
  return createConfluentClient({ ...fake.options, maxRetries: 0 });
}

test('the client lists plugins as real responses have them', async () => {
  const confluent = clientOf({ status: 200, body: recordedPluginList });
  const { items, hasMore } = await confluent.paginate(CONNECTOR_PLUGINS).collect({ limit: 10 });
  expect(items).toEqual(recordedPluginList.data);
  expect(hasMore).toBe(false);
  const [source, udf] = items;
  expect(source).not.toHaveProperty('upload_source');
  expect(source?.metadata.self).toMatch(/^http:/);
  expect(udf?.connector_type).toBe('flink_udf');
});

test.each(recordedErrors)(
  'the client reads a $status error with $shape',
  async ({ status, body, first }) => {
    const error = await clientOf({ status, body })
      .GET(CONNECTOR_PLUGINS)
      .catch((reason: unknown) => reason);
    if (!(error instanceof ConfluentApiError)) throw error;
    expect(error.status).toBe(status);
    expect(error.errors).toMatchObject([first]);
    expect(error.message).toContain(first.detail);
  },
);

test('the client reads an error with an HTML page or nothing at all as one without items', async () => {
  for (const body of ['<html><body>502 Bad Gateway</body></html>', '']) {
    const error: unknown = await clientOf({ status: 502, body })
      .GET(CONNECTOR_PLUGINS)
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ status: 502, errors: [] });
  }
});
