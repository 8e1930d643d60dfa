import { existsSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { ours, peers } from './peers.js';

/** Packages are installed here, or in the project itself. */
const PACKAGE_FOLDERS = [
  new URL('node_modules/', import.meta.url),
  new URL('../node_modules/', import.meta.url),
];

/** Returns the part of the document before the tables. */
export function renderIntroduction(): string {
  const processors = cpus();
  const packages = peers.flatMap((peer) => peer.packages);
  return `# Benchmarks

Written by \`npm run bench\`. A single workload: \`npm run bench -- call\`. A short try, too noisy to compare: \`npm run bench -- --quick\`.

These numbers measure the client, not Confluent. All clients send their requests to one server on the same machine, in a process of its own, which returns the same plugins of 1 kB to all. Clients that a user points at Confluent page as Confluent does. octokit, openai, cloudflare and stripe page as their own APIs do, and get the same items in that form. Credentials are sent, rate limit headers are returned, and each client keeps its own defaults for retries and timeouts.

Each client has its own process. The clients take turns, in several rounds. Each time is divided by the time of plain \`fetch\` (or of openapi-fetch) in the same round. A table shows the median of these ratios and, in brackets, the range of the middle half. A difference below 10% is noise.

Columns that begin with CPU compare CPU time: what the processors spent on all threads of the client's process. The process does not pay for the time in which it waits for the server or for a free processor.

- Machine: ${processors[0]?.model ?? 'unknown'}, ${processors.length} cores, Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}.
- Packages: ${packages.map((name) => `${name} ${versionOf(name)}`).join(', ')}. Newer versions of ky, openai and @hey-api/openapi-ts need Node 22.
- fetch, openapi-fetch, hey-api, ky, ofetch and axios do not page by themselves: a hand-written loop does, with \`metadata.next\`. The client of hey-api is generated from \`openapi/openapi.yaml\`.
- openai and cloudflare use the \`getAPIList\` of their core, on which their own list methods are built; stripe uses \`products.list\`, octokit \`paginate.iterator\`.
- axios and stripe send with node:http, all others with Node's fetch.

`;
}

function versionOf(name: string): string {
  const manifest = ours.packages.includes(name)
    ? new URL('../package.json', import.meta.url)
    : PACKAGE_FOLDERS.map((folder) => new URL(`${name}/package.json`, folder)).find(existsSync);
  if (!manifest) throw new Error(`${name} is not installed`);
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version;
}
