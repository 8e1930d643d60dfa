import { createConfluentClient } from 'confluent-connect-plugins';
import { createFakeConfluent } from 'confluent-connect-plugins/testing';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CONNECTOR_PLUGINS_PATH } from '../support/constants.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test.each([429, 503])(
  'A retry after a %i with a body of the fake follows one advance of a fake clock',
  async (status) => {
    const fault = { status, headers: { 'Retry-After': '20' } };
    const { options, requests } = createFakeConfluent({ faults: [fault] });
    const call = createConfluentClient(options).GET(CONNECTOR_PLUGINS_PATH);
    await vi.advanceTimersByTimeAsync(19_000);
    expect(requests).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(2000);
    expect(requests).toHaveLength(2);
    expect((await call).data.kind).toBe('CustomConnectorPluginList');
  },
);
