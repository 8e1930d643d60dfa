import { describe, expect, test } from 'vitest';
import {
  exportedNames,
  globalNames,
  nameExportedTypes,
} from '../../scripts/name/name-exported-types.js';

const reserved = new Set([
  ...globalNames(),
  ...exportedNames("export { Page, type Item as Thing } from './x.js';"),
]);

const named = (...components: string[]): Record<string, string> =>
  nameExportedTypes(
    new Map(components.map((name) => [name, { place: { file: 'a.yaml', pointer: '' } }])),
    reserved,
  );

describe('nameExportedTypes', () => {
  test.each([
    ['connect.v1.CustomConnectorPlugin', 'ConnectV1CustomConnectorPlugin'],
    ['ListMeta', 'ListMeta'],
    ['Widget_Kind', 'WidgetKind'],
    ['org.v2.environment-ref', 'OrgV2EnvironmentRef'],
  ])('names the type of %s %s', (component, name) => {
    expect(named(component)).toEqual({ [component]: name });
  });

  test.each(['Error', 'Record', 'Request', 'Map', 'Promise', 'Event', 'Intl', 'SafeArray'])(
    'appends Schema to the global name %s',
    (component) => {
      expect(named(component)).toEqual({ [component]: `${component}Schema` });
    },
  );

  test('appends Schema to a name that the package itself exports', () => {
    expect(named('Page', 'Thing', 'Item')).toEqual({
      Page: 'PageSchema',
      Thing: 'ThingSchema',
      Item: 'Item',
    });
  });
});
