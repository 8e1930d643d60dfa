import type { FakeConfluentOptions } from 'confluent-connect-plugins/testing';
import { describe, expect, test } from 'vitest';
import { walkPlugins } from '../../examples/resume-walk.js';
import { start } from './support.js';

const outage = { status: 503 };
const customConnectorPlugins = Array.from({ length: 10 }, (_, index) => ({ id: `ccp-${index}` }));
const allIds = customConnectorPlugins.map(({ id }) => id);

describe('resume-walk', () => {
  async function walk(
    faults: FakeConfluentOptions['faults'],
    options?: { maxResumes: number },
  ): Promise<{ ids: string[]; error: unknown; requests: number }> {
    const { confluent, fake } = start({ customConnectorPlugins, pageSize: 3, faults });
    const ids: string[] = [];
    let error: unknown;
    try {
      for await (const page of walkPlugins(confluent, { pauseMs: 0, ...options })) {
        ids.push(...page.items.map(({ id }) => id));
      }
    } catch (caught) {
      error = caught;
    }
    return { ids, error, requests: fake.requests.length };
  }

  test('loses and doubles no plugin over outages that the client gives up on', async () => {
    // Each outage takes both attempts of the client: on the third page, on it again, on the last.
    const third = [undefined, undefined, outage, outage];
    const thirdAgain = [outage, outage, undefined];
    const faults = [...third, ...thirdAgain, outage, outage];
    expect(await walk(faults)).toEqual({ ids: allIds, error: undefined, requests: 10 });
  });

  test('starts anew when the first page fails', async () => {
    expect(await walk([outage, outage])).toMatchObject({ ids: allIds, error: undefined });
  });

  test('throws at once an error that is not retryable, with the page to resume at', async () => {
    const { ids, error, requests } = await walk([undefined, { status: 403 }]);
    expect(ids).toEqual(allIds.slice(0, 3));
    expect(error).toMatchObject({ status: 403, walk: { pages: 1, items: 3 } });
    expect(requests).toBe(2);
  });

  test('throws after the last resume', async () => {
    const { ids, error } = await walk([undefined, outage, outage, outage, outage, outage, outage], {
      maxResumes: 2,
    });
    expect(ids).toEqual(allIds.slice(0, 3));
    expect(error).toMatchObject({ status: 503 });
  });

  test('ends on an empty list', async () => {
    const { confluent } = start({});
    const pages = [];
    for await (const { items } of walkPlugins(confluent)) pages.push(items);
    expect(pages).toEqual([[]]);
  });
});
