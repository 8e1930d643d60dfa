/**
 * Tests an app that reports failed versions, on a fake Confluent: with no network, no key and no
 * waiting. `reportFailedVersions` stands for the app.
 *
 *     npx vitest run examples
 */
import { createConfluentClient } from 'confluent-connect-plugins';
import type { ConfluentClient } from 'confluent-connect-plugins';
import { createFakeConfluent } from 'confluent-connect-plugins/testing';
import type { FakeConfluent, FakeConfluentOptions } from 'confluent-connect-plugins/testing';
import { describe, expect, test } from 'vitest';

async function reportFailedVersions(
  confluent: ConfluentClient,
  environment: string,
): Promise<string[]> {
  const lines: string[] = [];
  const query = { environment };
  for await (const { id, spec } of confluent.paginate('/ccpm/v1/plugins', { params: { query } })) {
    const versions = confluent.paginate('/ccpm/v1/plugins/{plugin_id}/versions', {
      params: { path: { plugin_id: id }, query },
    });
    for await (const version of versions) {
      const { phase, error_message = 'unknown' } = version.status;
      if (phase !== 'FAILED') continue;
      lines.push(`${spec.display_name} ${version.spec.version}: ${error_message}`);
    }
  }
  return lines;
}

/** Creates a fake, and a client of it that does not wait before a retry. */
function start(options: FakeConfluentOptions): { fake: FakeConfluent; confluent: ConfluentClient } {
  const fake = createFakeConfluent(options);
  return { fake, confluent: createConfluentClient({ ...fake.options, maxRetryDelayMs: 0 }) };
}

const status = { phase: 'FAILED', error_message: 'The archive is not a valid ZIP file.' };
const content: FakeConfluentOptions = {
  customConnectPlugins: [
    { id: 'ccp-1', spec: { display_name: 'Jira Source' } },
    {
      id: 'ccp-2',
      spec: { display_name: 'Slack Notifier' },
      versions: [{ id: 'ver-1' }, { id: 'ver-2', spec: { version: '1.1.0' }, status }],
    },
    { id: 'ccp-3', spec: { environment: { id: 'env-2' } }, versions: [{ id: 'ver-3', status }] },
  ],
};
const expected = ['Slack Notifier 1.1.0: The archive is not a valid ZIP file.'];

describe('the report of failed versions', () => {
  test('has the plugin, the version and the error message, for one environment', async () => {
    const { confluent } = start(content);
    expect(await reportFailedVersions(confluent, 'env-1')).toEqual(expected);
  });

  test('reads every page', async () => {
    const { confluent, fake } = start({ ...content, pageSize: 1 });
    expect(await reportFailedVersions(confluent, 'env-1')).toEqual(expected);
    // Two pages of plugins, one of no versions, and two of versions.
    expect(fake.requests).toHaveLength(5);
    expect(fake.requests.at(-2)).toEqual({
      method: 'GET',
      path: '/ccpm/v1/plugins/ccp-2/versions',
      query: { environment: 'env-1' },
    });
  });

  test('is complete after an error status, a reset and a broken response', async () => {
    const { confluent } = start({ ...content, faults: [{ status: 503 }, 'reset', 'broken-body'] });
    expect(await reportFailedVersions(confluent, 'env-1')).toEqual(expected);
  });

  test('fails with the error of Confluent when the versions are forbidden', async () => {
    const { confluent } = start({ ...content, faults: [undefined, { status: 403 }] });
    await expect(reportFailedVersions(confluent, 'env-1')).rejects.toMatchObject({
      name: 'ConfluentApiError',
      status: 403,
      path: '/ccpm/v1/plugins/{plugin_id}/versions',
    });
  });
});
