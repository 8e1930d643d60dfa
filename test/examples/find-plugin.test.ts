import { describe, expect, test } from 'vitest';
import { findPlugins } from '../../examples/find-plugin.js';
import { start } from './support.js';

describe('find-plugin', () => {
  const content = {
    customConnectorPlugins: [
      { id: 'ccp-1', display_name: 'Jira Source' },
      { id: 'ccp-2', display_name: 'Jira Source 2' },
      { id: 'ccp-3', display_name: 'jira source' },
      { id: 'ccp-4', display_name: 'Jira Source' },
    ],
    customConnectPlugins: [
      { id: 'ccp-5', spec: { display_name: 'Slack Notifier' } },
      { id: 'ccp-6', spec: { display_name: 'Jira Source' } },
      { id: 'ccp-7', spec: { display_name: 'Jira Source', environment: { id: 'env-2' } } },
    ],
    pageSize: 2,
  };

  async function find(name: string, environment?: string): Promise<string[]> {
    const found: string[] = [];
    for await (const { family, plugin } of findPlugins(
      start(content).confluent,
      name,
      environment,
    )) {
      found.push(`${family} ${plugin.id}`);
    }
    return found;
  }

  test('finds the plugins of both families with exactly the name', async () => {
    expect(await find('Jira Source', 'env-1')).toEqual([
      'connect/v1 ccp-1',
      'connect/v1 ccp-4',
      'ccpm/v1 ccp-6',
    ]);
  });

  test('finds custom connector plugins alone without an environment', async () => {
    expect(await find('Jira Source')).toEqual(['connect/v1 ccp-1', 'connect/v1 ccp-4']);
  });

  test('finds nothing when no plugin has the name', async () => {
    expect(await find('Jira', 'env-1')).toEqual([]);
  });

  test('requests no further page after the first plugin, when the loop ends there', async () => {
    const { confluent, fake } = start(content);
    for await (const { plugin } of findPlugins(confluent, 'jira source', 'env-1')) {
      expect(plugin.id).toBe('ccp-3');
      break;
    }
    expect(fake.requests).toHaveLength(2);
  });
});
