import { asArray, asObject, canonical, type Json } from '../shared/json.js';
import { operationName, type Operation } from '../shared/operation.js';
import type { Report } from '../shared/report.js';
import { groupBy } from '../shared/values.js';

/** The host to which the client sends every request, unless its caller gives another one. */
const clientUrl = 'https://api.confluent.cloud';

/** The servers of the whole document, and the operations without them. */
export interface WithServers {
  readonly operations: readonly Operation[];
  readonly servers: Json[];
}

/**
 * Moves the client's server to the root of the document. Other servers stay at their operation, with
 * a warning if the client's server is not among them.
 */
export function shareServers(operations: readonly Operation[], report: Report): WithServers {
  const byUrls = groupBy(operations, (operation) => canonical(serverUrls(operation)));
  for (const group of byUrls.values()) warnOfOtherHosts(group, report);
  return {
    operations: operations.map((operation) =>
      hasClientServerAlone(operation) ? withoutServers(operation, report) : operation,
    ),
    servers: clientServers(operations),
  };
}

const isClientUrl = (url: string): boolean => url === clientUrl || url === `${clientUrl}/`;

const serverUrls = ({ definition }: Operation): string[] =>
  asArray(definition['servers'])
    .map((server) => asObject(server)['url'])
    .filter((url) => typeof url === 'string');

const hasClientServerAlone = (operation: Operation): boolean =>
  serverUrls(operation).every(isClientUrl);

/** Returns the client's server as the first operation that names it alone describes it. */
function clientServers(operations: readonly Operation[]): Json[] {
  const naming = operations.filter(hasClientServerAlone);
  const [first] = naming.flatMap(({ definition }) => asArray(definition['servers']));
  return [{ ...asObject(first), url: clientUrl }];
}

function withoutServers(operation: Operation, report: Report): Operation {
  const { servers, ...definition } = operation.definition;
  if (servers === undefined) return operation;
  report.countRepair('servers moved to the root');
  return { ...operation, definition };
}

/** Warns of operations that have the same servers, if the client asks none of them. */
function warnOfOtherHosts(operations: readonly Operation[], report: Report): void {
  const urls = operations[0] ? serverUrls(operations[0]) : [];
  if (urls.length === 0 || urls.some(isClientUrl)) return;
  report.warn(
    `operations of ${urls.join(', ')}, which the client does not ask: it asks ${clientUrl} unless baseUrl says otherwise: ${operations.map(operationName).join(', ')}`,
  );
}
