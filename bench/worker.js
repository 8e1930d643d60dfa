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

/** Starts to measure. The function that it returns gives the milliseconds since then. */
function startClock() {
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  return () => {
    const ms = performance.now() - start;
    const { user, system } = process.cpuUsage(cpu);
    return { ms, cpuMs: (user + system) / 1000 };
  };
}

const tasks = {
  /** Makes this many calls, one after the other, and returns their wall time and CPU time. */
  async call({ count }) {
    // The connection may have been closed since the last task.
    for (let warmUp = 0; warmUp < 5; warmUp += 1) await client.getPage();
    const readClock = startClock();
    for (let done = 0; done < count; done += 1) {
      const { length } = await client.getPage();
      if (length !== 10) throw new Error(`${name}: ${length} items instead of 10`);
    }
    return readClock();
  },

  /**
   * Walks over all items, and returns the wall time, the CPU time, and the largest sizes of the heap
   * and of the process in bytes. The consumer waits `consumerMs` after every `consumerEvery` items.
   */
  async walk({ pageSize, prefetch, total, consumerMs = 0, consumerEvery = 100 }) {
    let items = 0;
    let heap = 0;
    const consume = async () => {
      heap = Math.max(heap, getHeapStatistics().used_heap_size);
      if (consumerMs > 0) await sleep(consumerMs);
    };
    const readClock = startClock();
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
    const time = readClock();
    if (items !== total) throw new Error(`${name}: ${items} items instead of ${total}`);
    return { ...time, heap, rss: process.resourceUsage().maxRSS * 1024 };
  },
};

process.on('message', async ([task, options]) => {
  process.send(await tasks[task](options));
});
process.send('ready');
