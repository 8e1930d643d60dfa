/**
 * Runs one peer in a process of its own, task by task. Plain JavaScript, so that nothing but the
 * peer is loaded.
 *
 * Arguments: the peer, the server's origin. Answers each message `[task, options]`.
 */
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { getHeapStatistics } from 'node:v8';

const [name, origin] = process.argv.slice(2);
const { create } = await import(`./peers/${name}.js`);
const peer = create(origin);

const tasks = {
  /** Milliseconds of so many calls, one after the other. */
  async call({ count }) {
    // The connection may have been closed meanwhile.
    for (let warm = 0; warm < 5; warm += 1) await peer.getPage();
    const start = performance.now();
    for (let done = 0; done < count; done += 1) {
      const { length } = await peer.getPage();
      if (length !== 10) throw new Error(`${name}: ${length} items`);
    }
    return performance.now() - start;
  },

  /**
   * Milliseconds of a walk over all items, and the most bytes that the process and its heap had.
   * The consumer waits after every `consumerEvery` items.
   */
  async walk({ pageSize, prefetch, total, consumerMs = 0, consumerEvery = 100 }) {
    let items = 0;
    let heap = 0;
    const consume = async () => {
      heap = Math.max(heap, getHeapStatistics().used_heap_size);
      if (consumerMs > 0) await sleep(consumerMs);
    };
    const start = performance.now();
    if (peer.items) {
      for await (const item of peer.items({ pageSize, prefetch })) {
        if (item.id) items += 1;
        if (items % consumerEvery === 0) await consume();
      }
    } else {
      for await (const page of peer.pages({ pageSize })) {
        for (const item of page) {
          if (item.id) items += 1;
          if (items % consumerEvery === 0) await consume();
        }
      }
    }
    const ms = performance.now() - start;
    if (items !== total) throw new Error(`${name}: ${items} items, not ${total}`);
    return { ms, heap, rss: process.resourceUsage().maxRSS * 1024 };
  },
};

process.on('message', async ([task, options]) => {
  process.send(await tasks[task](options));
});
process.send('ready');
