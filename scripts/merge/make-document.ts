import type { WithComponents } from '../hoist/make-components.js';
import {
  asArray,
  asObject,
  byCodeUnit,
  canonical,
  sortKeys,
  type Json,
  type JsonObject,
} from '../json.js';
import { operationName, type Operation } from '../read/operations.js';
import type { Report } from '../report.js';
import { shareResponses } from './share-responses.js';
import { securitySchemes } from './security-schemes.js';

/** Puts the operations and what they share into one OpenAPI 3.1 document. */
export function makeDocument({ operations, schemas }: WithComponents, report: Report): JsonObject {
  const shared = shareResponses(operations, report);
  const servers = commonServers(operations);
  const paths: Record<string, JsonObject> = {};
  const elsewhere = new Map<string, string[]>();
  for (const operation of shared.operations) {
    const { servers: own, ...value } = operation.value;
    const item = (paths[operation.path] ??= {});
    if (own === undefined || urls(operation.value) === urls({ servers })) {
      item[operation.method] = value;
      if (own !== undefined) report.repaired('servers moved to the root');
    } else {
      item[operation.method] = operation.value;
      const names = elsewhere.get(urls(operation.value)) ?? [];
      elsewhere.set(urls(operation.value), [...names, operationName(operation)]);
    }
  }
  for (const [url, names] of elsewhere) {
    report.warn(
      `operations with servers of their own, ${url}, which the client does not ask: ${names.join(', ')}`,
    );
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Confluent Cloud',
      version: '1',
      description:
        'Merged from the path specs that Confluent publishes. Each path bears the version of its API.',
    },
    ...(servers.length > 0 && { servers }),
    tags: tagsOf(operations),
    paths,
    components: {
      schemas,
      responses: shared.responses,
      securitySchemes: sortKeys(securitySchemes(operations)),
    },
  };
}

/** The servers that most operations name; of equally common ones those that come first. */
function commonServers(operations: readonly Operation[]): Json[] {
  const uses = new Map<string, number>();
  for (const { value } of operations) {
    if (value['servers']) uses.set(urls(value), (uses.get(urls(value)) ?? 0) + 1);
  }
  const [common] = [...uses].sort(([, a], [, b]) => b - a);
  const first = operations.find(({ value }) => value['servers'] && urls(value) === common?.[0]);
  return asArray(first?.value['servers']);
}

const urls = (operation: JsonObject): string =>
  canonical(asArray(operation['servers']).map((server) => asObject(server)['url'] ?? null));

function tagsOf(operations: readonly Operation[]): Json[] {
  const names = operations.flatMap(({ value }) => asArray(value['tags']));
  const texts = names.filter((name) => typeof name === 'string');
  return [...new Set(texts)].sort(byCodeUnit).map((name) => ({ name }));
}
