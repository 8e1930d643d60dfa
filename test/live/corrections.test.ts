import { expect, test } from 'vitest';
import type { FakeConfluentOptions } from 'confluent-connect-plugins/testing';
import { runCheck, sectionOf, valid } from './support.js';

const VERSION_SOURCE = 'ccpm.v1.CustomConnectPluginVersionSpec.upload_source';

async function judge(
  content: FakeConfluentOptions,
  fact: string,
  shouldBe: string,
): Promise<string[]> {
  const corrections = `- { fact: '${fact}', should be: ${shouldBe}, why: x, source: x }`;
  const { report } = await runCheck(content, { corrections });
  return sectionOf(report, 'Corrections');
}

const source = { location: 'PRESIGNED_URL_LOCATION', upload_id: 'u' } as const;
const versions = (...specs: object[]): FakeConfluentOptions => ({
  customConnectPlugins: [
    { id: 'ccp-1', versions: specs.map((spec, i) => ({ id: `ver-${i}`, spec })) },
  ],
});

test.each<[string, FakeConfluentOptions, string]>([
  [
    'needed where an item lacks the property',
    versions({}, { upload_source: source }),
    'needed, 1 of 2 break the published schema',
  ],
  [
    'no longer needed where each item has the property',
    versions({ upload_source: source }, { upload_source: source }),
    'no longer needed, 0 of 2 break the published schema',
  ],
  ['unknown where there is no item', versions(), 'unknown, nothing seen'],
])('the correction to optional is %s', async (_, content, verdict) => {
  expect(await judge(content, VERSION_SOURCE, 'optional')).toEqual([
    `${VERSION_SOURCE} is optional: ${verdict}`,
  ]);
});

test.each<[string, string | null | undefined, string]>([
  ['needed where it is null', null, 'needed, 1 of 1 break the published schema'],
  [
    'no longer needed where it is a text',
    'x',
    'no longer needed, 0 of 1 break the published schema',
  ],
  ['unknown where it is missing', undefined, 'unknown, nothing seen'],
])('the correction to nullable is %s', async (_, description, verdict) => {
  const fact = 'connect.v1.CustomConnectorPlugin.description';
  // A null, which the type of the contract does not allow, is what this test is about.
  const plugin = { id: 'ccp-1', description: description as string | undefined };
  expect(await judge({ customConnectorPlugins: [plugin] }, fact, 'nullable')).toEqual([
    `${fact} is nullable: ${verdict}`,
  ]);
});

test('a correction of an array inside a component is judged by the items of the array', async () => {
  const fact = 'ccpm.v1.ConnectorClass.type';
  const connector_classes = [{ class_name: 'A', type: 'SINK' }, { class_name: 'B' }] as object[];
  expect(await judge(versions({ connector_classes }), fact, 'optional')).toEqual([
    `${fact} is optional: needed, 1 of 2 break the published schema`,
  ]);
});

test('a correction of an object inside a component is judged by that object', async () => {
  const fact = 'Error.source.pointer';
  // Each of the three lists refuses the wrong key, one of them two ids besides with a 404.
  expect(await judge(valid, fact, 'optional')).toEqual([
    `${fact} is optional: needed, 3 of 3 break the published schema`,
  ]);
});

test('a correction to required is never reported as no longer needed', async () => {
  const fact = 'connect.v1.CustomConnectorPlugin.cloud';
  expect(await judge(valid, fact, 'required')).toEqual([
    `${fact} is required: unknown, nothing seen`,
  ]);
});

test('a correction without a reason ends the check with an error that names the entry', async () => {
  const corrections = '- { fact: Error.source, should be: optional }';
  await expect(runCheck(valid, { corrections })).rejects.toThrow(
    /corrections\.yaml#\/0\n.*without `why`/,
  );
});
