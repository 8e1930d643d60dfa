/**
 * Imports a peer, creates its client, requests the first page, and prints the milliseconds since
 * the start of the process.
 *
 * Arguments: the name of the peer; the target as JSON.
 */
import { performance } from 'node:perf_hooks';
import process from 'node:process';

const [name, target] = process.argv.slice(2);
const { create } = await import(`./peers/${name}.js`);
await create(JSON.parse(target)).getPage();
process.stdout.write(`${performance.now()}`, () => process.exit());
