import { asArray, asObject, canonical, type Json, type JsonObject } from '../shared/json.js';
import { operationName, type Operation } from '../shared/operation.js';
import type { Report } from '../shared/report.js';
import { groupBy } from '../shared/values.js';

/** The servers that most operations name, and the operations without them. */
export interface WithServers {
  readonly operations: readonly Operation[];
  readonly servers: Json[];
}

/**
 * Moves the servers that most operations name to the root of the document. Other servers stay at
 * their operation, with a warning.
 */
export function shareServers(operations: readonly Operation[], report: Report): WithServers {
  const servers = commonServers(operations);
  const commonUrls = serverUrls({ servers });
  const isCommon = ({ definition }: Operation): boolean =>
    definition['servers'] === undefined || serverUrls(definition) === commonUrls;
  warnOfOthers(
    operations.filter((operation) => !isCommon(operation)),
    report,
  );
  return {
    operations: operations.map((operation) =>
      isCommon(operation) ? withoutServers(operation, report) : operation,
    ),
    servers,
  };
}

/** Returns the servers that most operations name. If two are equally common, the first ones win. */
function commonServers(operations: readonly Operation[]): Json[] {
  const naming = operations.filter(({ definition }) => definition['servers']);
  const groups = [...groupBy(naming, ({ definition }) => serverUrls(definition)).values()];
  const [mostCommon] = groups.sort((a, b) => b.length - a.length);
  return asArray(mostCommon?.[0]?.definition['servers']);
}

function withoutServers(operation: Operation, report: Report): Operation {
  const { servers, ...definition } = operation.definition;
  if (servers === undefined) return operation;
  report.countRepair('servers moved to the root');
  return { ...operation, definition };
}

function warnOfOthers(operations: readonly Operation[], report: Report): void {
  const byUrls = groupBy(operations, ({ definition }) => serverUrls(definition));
  for (const [urls, others] of byUrls) {
    const names = others.map(operationName).join(', ');
    report.warn(
      `operations with other servers, ${urls}, to which the client sends nothing: ${names}`,
    );
  }
}

/** Returns the URLs of the servers as one text, equal for equal lists. */
const serverUrls = (definition: JsonObject): string =>
  canonical(asArray(definition['servers']).map((server) => asObject(server)['url'] ?? null));
