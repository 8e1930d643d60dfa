/**
 * Imports a peer, constructs it, gets the first page, and prints how many milliseconds after the
 * start of the process that was.
 *
 * Arguments: the peer, the server's origin.
 */
import { performance } from 'node:perf_hooks';
import process from 'node:process';

const [name, origin] = process.argv.slice(2);
const { create } = await import(`./peers/${name}.js`);
await create(origin).getPage();
process.stdout.write(`${performance.now()}`, () => process.exit());
