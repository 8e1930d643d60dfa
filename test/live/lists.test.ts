import { expect, test } from 'vitest';
import {
  CONNECTOR_PLUGINS,
  CONNECT_PLUGINS,
  runCheck,
  sectionOf,
  valid,
  VERSIONS,
} from './support.js';

test('lists that need an environment are skipped without one, and the lists below them', async () => {
  const { report, verdict, fake } = await runCheck(valid, { query: {} });
  expect(sectionOf(report, 'Lists')).toEqual([
    `GET ${CONNECT_PLUGINS}: skipped, the query parameter environment has no value`,
    `GET ${CONNECTOR_PLUGINS}: items 3, pages 1, lists 1 of 1`,
    `GET ${VERSIONS}: skipped, the query parameter environment has no value`,
  ]);
  expect(new Set(fake.requests.map(({ path }) => path))).toEqual(new Set([CONNECTOR_PLUGINS]));
  expect(verdict).toBe('holds');
});

test('the versions of at most maxWalks plugins are walked, a few at once', async () => {
  const customConnectPlugins = Array.from({ length: 30 }, (_, i) => ({ id: `ccp-${i}` }));
  let [open, mostOpen] = [0, 0];
  const { report, check } = await runCheck(
    { customConnectPlugins },
    {
      maxWalks: 20,
      respond: async (request, { fetch }) => {
        open += 1;
        mostOpen = Math.max(mostOpen, open);
        const response = await fetch(request);
        open -= 1;
        return response;
      },
    },
  );
  expect(sectionOf(report, 'Lists')).toContain(
    `GET ${VERSIONS}: items 0, pages 20, lists 20 of 30`,
  );
  expect(check.lists).toHaveLength(3);
  expect(mostOpen).toBe(4);
});

test('a list that is refused leaves the check incomplete', async () => {
  const { report, verdict } = await runCheck({ ...valid, faults: [{ status: 403 }] });
  expect(sectionOf(report, 'Lists')).toContain(
    `GET ${CONNECT_PLUGINS}: items 0, pages 0, lists 0 of 1, 1 not read (status 403)`,
  );
  expect(verdict).toBe('incomplete');
});

test('a connection that fails at every attempt leaves the check incomplete', async () => {
  const { report, verdict } = await runCheck(valid, {
    respond: () => {
      const cause = Object.assign(new Error('ccp-1'), { code: 'ECONNREFUSED' });
      return Promise.reject(new TypeError('fetch failed', { cause }));
    },
  });
  expect(sectionOf(report, 'Lists')).toContain(
    `GET ${CONNECTOR_PLUGINS}: items 0, pages 0, lists 0 of 1, 1 not read (ConfluentConnectionError ECONNREFUSED)`,
  );
  expect(verdict).toBe('incomplete');
});

test('a fault that a retry heals does not count', async () => {
  const faults = ['broken-body', undefined, { status: 503 }] as const;
  const { report, verdict } = await runCheck({ ...valid, faults });
  expect(sectionOf(report, 'Statuses')).toContain(
    `GET ${CONNECTOR_PLUGINS}: 503 (1, not declared); 200 (1); 401 (1)`,
  );
  expect(sectionOf(report, 'Violations')).toEqual([]);
  expect(verdict).toBe('holds');
});

test('ids that two lists have in common are counted', async () => {
  const { report } = await runCheck({
    customConnectorPlugins: [{ id: 'ccp-1' }, { id: 'ccp-2' }],
    customConnectPlugins: [{ id: 'ccp-2' }, { id: 'ccp-3' }, { id: 'ccp-4' }],
  });
  expect(sectionOf(report, 'Ids in two lists')).toEqual([
    `GET ${CONNECT_PLUGINS} (3 ids) and GET ${CONNECTOR_PLUGINS} (2 ids): 1 in both`,
  ]);
});

test('a check sends GET alone', async () => {
  const { fake } = await runCheck(valid);
  expect(fake.requests.length).toBeGreaterThan(5);
  expect(new Set(fake.requests.map(({ method }) => method))).toEqual(new Set(['GET']));
});
