import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Returns the bytes in use after garbage collection. */
export function measureMemory(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Returns how many sockets and timers keep this process alive. */
export function countResources(): { sockets: number; timers: number } {
  const active = process.getActiveResourcesInfo();
  const count = (...kinds: string[]): number =>
    active.filter((kind) => kinds.includes(kind)).length;
  return {
    sockets: count('TCPSocketWrap', 'TCPConnectWrap'),
    timers: count('Timeout', 'Immediate'),
  };
}

/** Returns the median of the last third of the values minus that of the second third. */
export function growthOf(values: readonly number[]): number {
  const third = Math.floor(values.length / 3);
  const median = (part: readonly number[]): number =>
    [...part].sort((a, b) => a - b)[Math.floor(part.length / 2)] ?? NaN;
  return median(values.slice(-third)) - median(values.slice(third, -third));
}
