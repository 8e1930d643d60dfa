import { createFakeConfluent } from 'confluent-connect-plugins/testing';
import { expect, test } from 'vitest';
import { CONNECTOR_PLUGINS, walkPages } from './support.js';

test.each<[string, RangeErrorConstructor | TypeErrorConstructor, object]>([
  ["there is no option 'plugins'", TypeError, { plugins: [] }],
  ['customConnectorPlugins must be an array, not 5', TypeError, { customConnectorPlugins: 5 }],
  [
    'customConnectorPlugins[1].id must be a string that is not empty, not undefined',
    TypeError,
    { customConnectorPlugins: [{ id: 'a' }, {}] },
  ],
  [
    "customConnectorPlugins[1].id must be used once, not 'a'",
    TypeError,
    { customConnectorPlugins: [{ id: 'a' }, { id: 'a' }] },
  ],
  [
    "customConnectPlugins[0].id must be a string that is not empty, not ''",
    TypeError,
    { customConnectPlugins: [{ id: '' }] },
  ],
  [
    'customConnectPlugins[0] must be an object, not null',
    TypeError,
    { customConnectPlugins: [null] },
  ],
  [
    'customConnectPlugins[0].versions must be an array, not null',
    TypeError,
    { customConnectPlugins: [{ id: 'a', versions: null }] },
  ],
  [
    'customConnectPlugins[0].versions[0].id must be a string that is not empty, not 7',
    TypeError,
    { customConnectPlugins: [{ id: 'a', versions: [{ id: 7 }] }] },
  ],
  ['pageSize must be a whole number from 1 to 100, not 0', RangeError, { pageSize: 0 }],
  ['pageSize must be a whole number from 1 to 100, not 101', RangeError, { pageSize: 101 }],
  ['pageSize must be a whole number from 1 to 100, not NaN', RangeError, { pageSize: NaN }],
  ["pageSize must be a whole number from 1 to 100, not '5'", TypeError, { pageSize: '5' }],
  ['rateLimit.limit must be a whole', RangeError, { rateLimit: { limit: 0, windowMs: 1 } }],
  ['rateLimit.windowMs must be a whole', TypeError, { rateLimit: { limit: 1 } }],
  ['rateLimit must be an object, not 5', TypeError, { rateLimit: 5 }],
  ["faults must be an array, not 'reset'", TypeError, { faults: 'reset' }],
  ['faults[1] must be { status }, { next } or reset,', TypeError, { faults: [undefined, 'rest'] }],
  ['faults[0] must be { status }, { next }', TypeError, { faults: [null] }],
  ['faults[0].status must be a whole', RangeError, { faults: [{ status: 600 }] }],
  ["faults[0].body must be absent, not 'x'", TypeError, { faults: [{ status: 204, body: 'x' }] }],
  [
    'faults[0] must have either status or next, not {"next":"","status":500}',
    TypeError,
    { faults: [{ next: '', status: 500 }] },
  ],
  ['faults[0] must have either status or next, not {}', TypeError, { faults: [{}] }],
])('createFakeConfluent throws: %s', (message, type, options) => {
  const create = () => createFakeConfluent(options);
  expect(create).toThrow(type);
  expect(create).toThrow(`createFakeConfluent: ${message}`);
});

test('an undefined option is the same as an absent one', async () => {
  const fake = createFakeConfluent({
    customConnectorPlugins: undefined,
    customConnectPlugins: undefined,
    pageSize: undefined,
    rateLimit: undefined,
    faults: undefined,
  });
  expect(await walkPages(fake, CONNECTOR_PLUGINS)).toEqual([[]]);
});
