import { existsSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { contestants, ours } from './contestants.js';

/** The packages are here, or, where the project has them itself, there. */
const folders = [
  new URL('node_modules/', import.meta.url),
  new URL('../../node_modules/', import.meta.url),
];

function versionOf(name: string): string {
  const manifest = ours.packages.includes(name)
    ? new URL('../../package.json', import.meta.url)
    : folders.map((folder) => new URL(`${name}/package.json`, folder)).find(existsSync);
  if (!manifest) throw new Error(`${name} is not installed`);
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version;
}

/** What the document says before its tables. */
export function renderHead(): string {
  const processors = cpus();
  const packages = contestants.flatMap((contestant) => contestant.packages);
  return `# Benchmarks

Written by \`npm run bench\`. A single workload: \`npm run bench -- call\`.

What is measured is the client, not Confluent: all ask one server on the same machine, in a process of its own, which answers with the same plugins of 1 kB. Confluent's convention of paging is that of the clients which a user points at Confluent; octokit, openai, cloudflare and stripe page by their own, and get the same items in that form. Credentials are sent, rate limit headers come back, retries and timeouts are at each client's default.

Each client has its own process. The clients take turns, round after round, and each time is compared with that of plain \`fetch\` (or openapi-fetch) in the same round: a table gives the median of these ratios, and in brackets the bounds of the middle half. A difference below 10% is noise.

- Machine: ${processors[0]?.model ?? 'unknown'}, ${processors.length} cores, Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}.
- Packages: ${packages.map((name) => `${name} ${versionOf(name)}`).join(', ')}. Of ky, openai and @hey-api/openapi-ts there are newer ones, which need Node 22.
- fetch, openapi-fetch, hey-api, ky, ofetch and axios do not turn pages: a loop written by hand does, with \`metadata.next\`. hey-api's client is generated from \`openapi/openapi.yaml\`.
- openai and cloudflare list with the \`getAPIList\` of their core, which their own list methods consist of; stripe with \`products.list\`, octokit with \`paginate.iterator\`.
- axios and stripe send with node:http, all others with Node's fetch.

`;
}
