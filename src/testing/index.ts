export { createFakeConfluent } from './create-fake-confluent.js';

export type { FakeConfluent } from './create-fake-confluent.js';
export type { Fault } from './fault.js';
export type {
  DeepPartial,
  FakeCustomConnectorPlugin,
  FakeCustomConnectPlugin,
  FakeCustomConnectPluginVersion,
} from './items.js';
export type { FakeConfluentOptions } from './options.js';
export type { FakeRequest } from './parse-request.js';
