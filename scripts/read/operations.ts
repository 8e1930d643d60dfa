import { asArray, asObject, byCodeUnit, isObject, type Json, type JsonObject } from '../json.js';
import { methods, type PathSpec } from './read-spec.js';
import { below, SpecError, type Place } from '../spec-error.js';

/** One operation of one path spec, with all that its path item says folded in. */
export interface Operation {
  readonly path: string;
  /** In lower case, as OpenAPI writes it. */
  readonly method: string;
  readonly value: JsonObject;
  readonly at: Place;
}

/** How an operation is named where people read it: `GET /path/{id}`. */
export const operationName = ({ method, path }: Operation): string =>
  `${method.toUpperCase()} ${path}`;

/** The operation's own id, or a name in its place where the publisher gave none. */
export function operationId(operation: Operation): string {
  const id = operation.value['operationId'];
  return typeof id === 'string' ? id : operationName(operation);
}

/**
 * Takes the specs apart into operations, ordered by path and method, so that nothing that follows
 * depends on the files' names or order.
 *
 * @throws SpecError for a path item that is none, and for two operations that only a guess could
 * tell apart: the same path and method, the same operationId, or paths that differ in the names of
 * their parameters alone.
 */
export function collectOperations(specs: readonly PathSpec[]): Operation[] {
  const operations = specs
    .flatMap(operationsOf)
    .sort(
      (a, b) => byCodeUnit(a.path, b.path) || methods.indexOf(a.method) - methods.indexOf(b.method),
    );
  const byName = new Map<string, Operation>();
  const byId = new Map<Json, Operation>();
  const byShape = new Map<string, Operation>();
  for (const operation of operations) {
    const { value, path, at } = operation;
    const name = operationName(operation);
    unique(byName, name, operation, `${name} is described`, 'keep one of the two pages');
    const id = value['operationId'];
    if (id !== undefined) {
      unique(
        byId,
        id,
        operation,
        `operationId ${JSON.stringify(id)} is used`,
        'keep one of the two pages, or have the publisher rename one',
        below(at, 'operationId'),
      );
    }
    const shape = path.replaceAll(/\{[^}]*\}/g, '{}');
    const twin = byShape.get(shape);
    if (twin && twin.path !== path) {
      throw new SpecError(
        at,
        `${path} and ${twin.path} (${twin.at.file}) are the same path with other parameter names`,
        'copy both pages again; OpenAPI allows one name for each parameter of a path',
      );
    }
    byShape.set(shape, operation);
  }
  return operations;
}

function unique<K>(
  seen: Map<K, Operation>,
  key: K,
  operation: Operation,
  what: string,
  mend: string,
  at = operation.at,
): void {
  const other = seen.get(key);
  if (other)
    throw new SpecError(at, `${what} twice, first in ${other.at.file}#${other.at.pointer}`, mend);
  seen.set(key, operation);
}

function operationsOf({ file, paths }: PathSpec): Operation[] {
  return Object.entries(paths).flatMap(([path, item]) => {
    const at = below({ file, pointer: '' }, 'paths', path);
    if (!path.startsWith('/') || !isObject(item)) {
      throw new SpecError(at, `no path item: ${path}`, 'copy the YAML with its indentation');
    }
    const found = methods.filter((method) => method in item);
    if (found.length === 0) {
      throw new SpecError(
        at,
        'a path without an operation',
        `give it one of ${methods.join(', ')}`,
      );
    }
    return found.map((method) => {
      const operation = item[method];
      const place = below(at, method);
      if (!isObject(operation) || !isObject(operation['responses'])) {
        throw new SpecError(
          place,
          'an operation without responses',
          'copy the YAML of the page whole',
        );
      }
      return { path, method, value: withPathItem(item, operation), at: place };
    });
  });
}

/** Parameters and servers of a path item hold for its operations, unless these say otherwise. */
function withPathItem(item: JsonObject, operation: JsonObject): JsonObject {
  const key = (parameter: Json): string => {
    const { in: place = null, name = null } = asObject(parameter);
    return JSON.stringify([place, name]);
  };
  const own = asArray(operation['parameters']);
  const ownKeys = new Set(own.map(key));
  const inherited = asArray(item['parameters']).filter((parameter) => !ownKeys.has(key(parameter)));
  return {
    ...(item['servers'] && { servers: item['servers'] }),
    ...operation,
    ...(inherited.length > 0 && { parameters: [...own, ...inherited] }),
  };
}
