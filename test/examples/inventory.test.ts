import { describe, expect, test } from 'vitest';
import { heading, takeInventory } from '../../examples/inventory.js';
import { renderCsv } from '../../examples/shared/render-csv.js';
import { renderTable } from '../../examples/shared/render-table.js';
import { start } from './support.js';

describe('inventory', () => {
  const content = {
    customConnectorPlugins: [
      { id: 'ccp-1', display_name: 'Jira Source' },
      {
        id: 'ccp-2',
        display_name: 'Currency UDF',
        connector_type: 'flink_udf',
        cloud: 'GCP',
        sensitive_config_properties: ['api.key', 'password'],
      },
    ],
    customConnectPlugins: [
      { id: 'ccp-3', spec: { display_name: 'Slack Notifier', cloud: 'AZURE' } },
      { id: 'ccp-4', spec: { environment: { id: 'env-2' } } },
    ],
    pageSize: 1,
  };
  const jira = ['ccp-1', 'Jira Source', 'connect/v1', 'SOURCE', 'AWS', ''];
  const udf = ['ccp-2', 'Currency UDF', 'connect/v1', 'flink_udf', 'GCP', 'api.key, password'];
  const slack = ['ccp-3', 'Slack Notifier', 'ccpm/v1', '', 'AZURE', ''];

  test('has the plugins of the organization and of the environment, of every page', async () => {
    const { confluent } = start(content);
    const rows = await takeInventory(confluent, { environment: 'env-1' });
    expect(rows).toEqual([jira, udf, slack]);
    expect(renderCsv(rows)).toBe(
      'ccp-1,Jira Source,connect/v1,SOURCE,AWS,\r\n' +
        'ccp-2,Currency UDF,connect/v1,flink_udf,GCP,"api.key, password"\r\n' +
        'ccp-3,Slack Notifier,ccpm/v1,,AZURE,\r\n',
    );
  });

  test('leaves the Flink UDFs out with withoutFlink', async () => {
    const { confluent } = start(content);
    const rows = await takeInventory(confluent, { environment: 'env-1', withoutFlink: true });
    expect(rows).toEqual([jira, slack]);
  });

  test('has the plugins of the organization alone without an environment', async () => {
    const { confluent } = start(content);
    expect(await takeInventory(confluent)).toEqual([jira, udf]);
  });

  test('leaves a cell empty for a property that Confluent leaves out', async () => {
    const plugin = { id: 'ccp-1', cloud: undefined, sensitive_config_properties: undefined };
    const { confluent } = start({ customConnectorPlugins: [plugin] });
    const [row] = await takeInventory(confluent);
    expect([row?.[4], row?.[5]]).toEqual(['', '']);
  });

  test('is a heading alone when there is no plugin', async () => {
    const { confluent } = start({});
    expect(await takeInventory(confluent, { environment: 'env-1' })).toEqual([]);
    expect(renderCsv([heading])).toBe('ID,NAME,FAMILY,TYPE,CLOUD,SENSITIVE PROPERTIES\r\n');
    expect(renderTable(heading, []).split('\n')).toEqual([
      'ID  NAME  FAMILY  TYPE  CLOUD  SENSITIVE PROPERTIES',
      '--  ----  ------  ----  -----  --------------------',
    ]);
  });

  test.each([
    ['a comma', 'a,b', '"a,b"'],
    ['a quote', 'the "best"', '"the ""best"""'],
    ['a line feed', 'a\nb', '"a\nb"'],
    ['a carriage return', 'a\rb', '"a\rb"'],
    ['none of these', 'a b; c', 'a b; c'],
    ['the start of a formula', '=1+1', "'=1+1"],
    ['the start of a formula, and a comma', '@SUM(A1,A2)', `"'@SUM(A1,A2)"`],
    ['a tab before a formula', '\t=1', "'\t=1"],
    ['a carriage return before a formula', '\r=1', `"'\r=1"`],
    ['a sign', '-1', "'-1"],
    ['a full-width sign', '＝1+1', "'＝1+1"],
    ['a sign further on', 'a=b', 'a=b'],
  ])('writes a CSV field with %s so that it is read back as text', (_, text, field) => {
    expect(renderCsv([[text, 'end']])).toBe(`${field},end\r\n`);
  });
});
