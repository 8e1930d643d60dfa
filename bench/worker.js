/**
 * Runs the tasks of one peer in a process of its own. It is plain JavaScript, so that nothing but
 * the peer is loaded.
 *
 * Arguments: the name of the peer; the target as JSON. Each message `[task, options]` is replied to
 * with the task's result.
 */
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { getHeapStatistics } from 'node:v8';

const [name, target] = process.argv.slice(2);
const { create } = await import(`./peers/${name}.js`);
const client = create(JSON.parse(target));

const tasks = {
  /** Makes this many calls, one after the other, and returns the milliseconds. */
  async call({ count }) {
    // The connection may have been closed since the last task.
    for (let warmUp = 0; warmUp < 5; warmUp += 1) await client.getPage();
    const start = performance.now();
    for (let done = 0; done < count; done += 1) {
      const { length } = await client.getPage();
      if (length !== 10) throw new Error(`${name}: ${length} items instead of 10`);
    }
    return performance.now() - start;
  },

  /**
   * Walks over all items, and returns the milliseconds and the largest sizes of the heap and of the
   * process in bytes. The consumer waits `consumerMs` after every `consumerEvery` items.
   */
  async walk({ pageSize, prefetch, total, consumerMs = 0, consumerEvery = 100 }) {
    let items = 0;
    let heap = 0;
    const consume = async () => {
      heap = Math.max(heap, getHeapStatistics().used_heap_size);
      if (consumerMs > 0) await sleep(consumerMs);
    };
    const start = performance.now();
    if (client.items) {
      for await (const item of client.items({ pageSize, prefetch })) {
        if (item.id) items += 1;
        if (items % consumerEvery === 0) await consume();
      }
    } else {
      for await (const page of client.pages({ pageSize })) {
        for (const item of page) {
          if (item.id) items += 1;
          if (items % consumerEvery === 0) await consume();
        }
      }
    }
    const ms = performance.now() - start;
    if (items !== total) throw new Error(`${name}: ${items} items instead of ${total}`);
    return { ms, heap, rss: process.resourceUsage().maxRSS * 1024 };
  },
};

process.on('message', async ([task, options]) => {
  process.send(await tasks[task](options));
});
process.send('ready');
