/**
 * Imports a peer, creates its client, requests the first page, and prints the wall time and the CPU
 * time since the start of the process, in milliseconds, as JSON.
 *
 * Arguments: the name of the peer; the target as JSON.
 */
import { performance } from 'node:perf_hooks';
import process from 'node:process';

const [name, target] = process.argv.slice(2);
const { create } = await import(`./peers/${name}.js`);
await create(JSON.parse(target)).getPage();
const ms = performance.now();
const { user, system } = process.cpuUsage();
const time = { ms, cpuMs: (user + system) / 1000 };
process.stdout.write(JSON.stringify(time), () => process.exit());
