import type { FakeCustomConnectPlugin } from 'confluent-connect-plugins/testing';
import { describe, expect, test } from 'vitest';
import { compareEnvironments } from '../../examples/compare-environments.js';
import { start } from './support.js';

describe('compare-environments', () => {
  const makePlugin = (
    environment: string,
    display_name: string,
    phases: Record<string, string>,
  ): FakeCustomConnectPlugin => ({
    id: `${environment} ${display_name}`,
    spec: { display_name, environment: { id: environment } },
    versions: Object.entries(phases).map(([version, phase]) => ({
      id: `ver-${version}`,
      spec: { version },
      status: { phase },
    })),
  });
  const customConnectPlugins = [
    makePlugin('env-a', 'Jira Source', { '1.0.0': 'READY', '1.1.0': 'READY', '1.2.0': 'READY' }),
    makePlugin('env-b', 'Jira Source', { '0.9.0': 'READY', '1.1.0': 'FAILED', '1.2.0': 'READY' }),
    makePlugin('env-a', 'Slack Notifier', { '3.0.0': 'PROCESSING' }),
    makePlugin('env-b', 'Slack Notifier', { '3.0.0': 'PROCESSING' }),
    makePlugin('env-b', 'Webhook Sink', { '2.0.0': 'READY' }),
  ];

  test('finds versions that one environment alone has, or in another phase', async () => {
    const { confluent } = start({ customConnectPlugins, pageSize: 2 });
    expect(await compareEnvironments(confluent, 'env-a', 'env-b')).toEqual([
      { plugin: 'Jira Source', version: '1.0.0', phases: ['READY', undefined] },
      { plugin: 'Jira Source', version: '1.1.0', phases: ['READY', 'FAILED'] },
      { plugin: 'Jira Source', version: '0.9.0', phases: [undefined, 'READY'] },
      { plugin: 'Webhook Sink', version: '2.0.0', phases: [undefined, 'READY'] },
    ]);
  });

  test('counts two plugins with the same name in one environment as one', async () => {
    const twin = { ...makePlugin('env-a', 'Jira Source', { '0.9.0': 'READY' }), id: 'twin' };
    const { confluent } = start({ customConnectPlugins: [...customConnectPlugins, twin] });
    const differences = await compareEnvironments(confluent, 'env-a', 'env-b');
    expect(differences.map(({ version }) => version)).toEqual(['1.0.0', '1.1.0', '2.0.0']);
  });

  test('finds no difference between an environment and itself, nor without plugins', async () => {
    const { confluent } = start({ customConnectPlugins });
    expect(await compareEnvironments(confluent, 'env-a', 'env-a')).toEqual([]);
    expect(await compareEnvironments(confluent, 'env-c', 'env-d')).toEqual([]);
  });

  test('fails rather than take forbidden versions for no versions', async () => {
    const faults = [undefined, undefined, { status: 403 }];
    const { confluent } = start({ customConnectPlugins, faults });
    await expect(compareEnvironments(confluent, 'env-a', 'env-b')).rejects.toMatchObject({
      status: 403,
    });
  });
});
