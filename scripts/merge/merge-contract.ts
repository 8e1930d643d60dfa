import type { Components } from '../name/name-components.js';
import { asArray, byCodeUnit, sortKeys, type Json, type JsonObject } from '../shared/json.js';
import type { Operation } from '../shared/operation.js';
import type { Report } from '../shared/report.js';
import { groupBy } from '../shared/values.js';
import { securitySchemes } from './security-schemes.js';
import { shareResponses } from './share-responses.js';
import { shareServers } from './share-servers.js';

/** What the path specs say together. */
export interface Contract {
  /** The merged OpenAPI 3.1 document. */
  readonly document: JsonObject;
  /** The name under which the type of each component is exported, by component name. */
  readonly typeNames: Readonly<Record<string, string>>;
}

/**
 * Merges the operations and their components into one OpenAPI 3.1 document.
 *
 * @throws SpecError for an unknown security scheme.
 */
export function mergeContract(
  named: Components,
  typeNames: Contract['typeNames'],
  report: Report,
): Contract {
  const withResponses = shareResponses(named.operations, report);
  const { operations, servers } = shareServers(withResponses.operations, report);
  const schemas = [...named.components].map(([name, { schema }]) => [name, schema] as const);
  const document: JsonObject = {
    openapi: '3.1.0',
    info: {
      title: 'Confluent Cloud',
      version: '1',
      description:
        'Merged from the path specs that Confluent publishes. Each path bears the version of its API.',
    },
    servers,
    tags: tagsOf(operations),
    paths: pathItems(operations),
    components: {
      schemas: Object.fromEntries(schemas),
      responses: withResponses.responses,
      securitySchemes: sortKeys(securitySchemes(operations, report)),
    },
  };
  return { document, typeNames };
}

function tagsOf(operations: readonly Operation[]): Json[] {
  const tags = operations.flatMap(({ definition }) => asArray(definition['tags']));
  const names = tags.filter((tag) => typeof tag === 'string');
  return [...new Set(names)].sort(byCodeUnit).map((name) => ({ name }));
}

function pathItems(operations: readonly Operation[]): JsonObject {
  const items = [...groupBy(operations, ({ path }) => path)].map(([path, ofPath]) => {
    const byMethod = ofPath.map(({ method, definition }) => [method, definition] as const);
    return [path, Object.fromEntries(byMethod)] as const;
  });
  return Object.fromEntries(items);
}
