import { expect, onTestFinished, test } from 'vitest';
import { connect, rejectionOf } from '../support/client.js';
import { CONNECTOR_PLUGINS_PATH } from '../support/constants.js';
import { faults } from '../support/faults.js';
import { ONLY_PAGE } from '../support/pages.js';
import { inTurn, serve } from '../support/serve.js';
import { countListeners } from '../support/walks.js';

test('a signal for many calls has one listener at most, and none after them', async () => {
  const warnings: Error[] = [];
  const onWarning = (warning: Error): void => void warnings.push(warning);
  process.on('warning', onWarning);
  onTestFinished(() => void process.off('warning', onWarning));
  const { signal } = new AbortController();
  const counts: number[] = [];
  const replies = [{ status: 503 }, faults.reset, faults['cut-body'], ONLY_PAGE, ONLY_PAGE];
  const { url } = await serve((_, index) => {
    counts.push(countListeners(signal));
    return replies[index % 5] ?? ONLY_PAGE;
  });
  const confluent = connect(url, { maxRetries: 1 });
  for (let i = 0; i < 10; i++) {
    await confluent.GET(CONNECTOR_PLUGINS_PATH, { signal }).catch(() => undefined);
  }
  const calls = Array.from({ length: 30 }, async () =>
    confluent.GET(CONNECTOR_PLUGINS_PATH, { signal }),
  );
  await Promise.allSettled(calls);
  const patient = connect(url, { maxRetries: 10 });
  const walk = patient.paginate(CONNECTOR_PLUGINS_PATH, { signal, prefetch: true });
  await walk.collect({ limit: 1 });
  expect(Math.max(...counts)).toBe(1);
  expect(countListeners(signal)).toBe(0);
  await new Promise((resolve) => setTimeout(resolve));
  expect(warnings).toEqual([]);
});

test('a signal ends a call that still waits after another call with it has ended', async () => {
  const server = await serve(inTurn(faults.stall, ONLY_PAGE));
  const controller = new AbortController();
  const { signal } = controller;
  const confluent = connect(server.url, { timeoutMs: 2000, maxRetries: 0 });
  const waiting = rejectionOf(confluent.GET(CONNECTOR_PLUGINS_PATH, { signal }));
  await server.waitForRequests(1);
  await confluent.GET(CONNECTOR_PLUGINS_PATH, { signal });
  controller.abort(new Error('enough'));
  expect(await waiting).toBe(signal.reason);
});
