import type { Time } from './processes.js';
import type { Peer } from './peers.js';
import { openapiFetch, plainFetch } from './peers.js';
import { formatRatio } from './section.js';
import { ratio, select, sortByRatio } from './statistics.js';
import type { Rounds, Spread } from './statistics.js';

/** What a text says about the rows with a signal. */
export const signalText =
  'In the rows with a signal, the app can cancel every request: it passes its signal to ours, and `AbortSignal.any` of its signal and `AbortSignal.timeout` to openapi-fetch, which has no timeout.';

/** The columns of `TimeComparison.cellsOf`. */
export const timeColumns = [
  'times fetch',
  'times openapi-fetch',
  'CPU, times fetch',
  'CPU, times openapi-fetch',
];

/** The times of clients, compared with each other. */
export interface TimeComparison {
  /** Divides the wall times of a client by those of another. */
  wall: (client: Peer, base: Peer) => Spread;
  /** Divides the CPU times of a client by those of another. */
  cpu: (client: Peer, base: Peer) => Spread;
  /** Returns the clients by wall time, fastest first. */
  sort: (clients: readonly Peer[]) => Peer[];
  /** Returns the cells of a client in `timeColumns`. */
  cellsOf: (client: Peer) => string[];
}

/** Compares the wall times and the CPU times of clients. */
export function compareTimes(measured: Rounds<Time>): TimeComparison {
  const walls = select(measured, ({ ms }) => ms);
  const cpus = select(measured, ({ cpuMs }) => cpuMs);
  const wall = (client: Peer, base: Peer): Spread => ratio(walls, client.name, base.name);
  const cpu = (client: Peer, base: Peer): Spread => ratio(cpus, client.name, base.name);
  return {
    wall,
    cpu,
    sort: (clients) => sortByRatio(walls, clients, plainFetch),
    cellsOf: (client) =>
      [wall, cpu].flatMap((compare) =>
        [plainFetch, openapiFetch].map((base) => formatRatio(compare(client, base))),
      ),
  };
}
