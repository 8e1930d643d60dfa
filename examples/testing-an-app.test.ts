/**
 * Tests of an app that lists failed versions, as the app would have them: on a fake Confluent, with
 * no network, no key and no waiting. `report` stands for the app.
 *
 *     npx vitest run examples
 */
import { createConfluentClient } from 'confluent-connect-plugins';
import type { ConfluentClient } from 'confluent-connect-plugins';
import { createFakeConfluent } from 'confluent-connect-plugins/testing';
import type { FakeConfluent, FakeConfluentOptions } from 'confluent-connect-plugins/testing';
import { describe, expect, test } from 'vitest';

async function report(confluent: ConfluentClient, environment: string): Promise<string[]> {
  const lines: string[] = [];
  for await (const plugin of confluent.paginate('/connect/v1/custom-connector-plugins')) {
    const versions = confluent.paginate('/ccpm/v1/plugins/{plugin_id}/versions', {
      params: { path: { plugin_id: plugin.id }, query: { environment } },
    });
    for await (const { spec, status } of versions) {
      if (status.phase !== 'FAILED') continue;
      lines.push(`${plugin.display_name} ${spec.version}: ${status.error_message ?? 'unknown'}`);
    }
  }
  return lines;
}

/** A fake, and a client on it that does not wait before it repeats a request. */
function start(options: FakeConfluentOptions): { fake: FakeConfluent; confluent: ConfluentClient } {
  const fake = createFakeConfluent(options);
  return { fake, confluent: createConfluentClient({ ...fake.options, maxRetryDelayMs: 0 }) };
}

const failed = { phase: 'FAILED', error_message: 'The archive is not a valid ZIP file.' };
const content: FakeConfluentOptions = {
  plugins: [
    { id: 'ccp-1', display_name: 'Jira Source' },
    { id: 'ccp-2', display_name: 'Slack Notifier' },
  ],
  versions: {
    'ccp-2': [
      { id: 'ver-1', spec: { version: '1.0.0' } },
      { id: 'ver-2', spec: { version: '1.1.0' }, status: failed },
    ],
  },
};
const expected = ['Slack Notifier 1.1.0: The archive is not a valid ZIP file.'];

describe('the report of failed versions', () => {
  test('tells the plugin, the version and the reason', async () => {
    const { confluent } = start(content);
    expect(await report(confluent, 'env-1')).toEqual(expected);
  });

  test('reads every page', async () => {
    const { confluent, fake } = start({ ...content, pageSize: 1 });
    expect(await report(confluent, 'env-1')).toEqual(expected);
    // Two pages of plugins; none of versions for the first plugin, two for the second.
    expect(fake.requests).toHaveLength(5);
  });

  test('asks for the versions of the one environment', async () => {
    const { confluent, fake } = start(content);
    await report(confluent, 'env-1');
    expect(fake.requests.at(-1)).toEqual({
      method: 'GET',
      path: '/ccpm/v1/plugins/ccp-2/versions',
      query: { environment: 'env-1' },
    });
  });

  test('is whole after a refusal, a reset and a broken answer', async () => {
    const { confluent } = start({ ...content, faults: [{ status: 503 }, 'reset', 'broken-body'] });
    expect(await report(confluent, 'env-1')).toEqual(expected);
  });

  test('fails with what Confluent says when it is not allowed', async () => {
    const { confluent } = start({ ...content, faults: [undefined, { status: 403 }] });
    await expect(report(confluent, 'env-1')).rejects.toMatchObject({
      name: 'ConfluentApiError',
      status: 403,
      path: '/ccpm/v1/plugins/{plugin_id}/versions',
    });
  });
});
