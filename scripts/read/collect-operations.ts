import {
  asArray,
  asObject,
  byCodeUnit,
  isObject,
  type Json,
  type JsonObject,
} from '../shared/json.js';
import {
  httpMethods,
  jsonMediaTypeOf,
  operationName,
  type Operation,
} from '../shared/operation.js';
import type { Report } from '../shared/report.js';
import { childPlace, rootPlace, SpecError, type Place } from '../shared/spec-error.js';
import { groupBy } from '../shared/values.js';
import { checkConflicts } from './check-conflicts.js';
import type { PathSpec } from './read-spec.js';

/**
 * Returns the operations of all specs, ordered by path and method. The order, and so the output, does
 * not depend on the names and the order of the files.
 *
 * @throws SpecError for a path item without operations, an operation without responses, and
 * operations that conflict with each other.
 */
export function collectOperations(specs: readonly PathSpec[]): Operation[] {
  const operations = specs.flatMap(operationsOf).sort(byPathAndMethod);
  checkConflicts(operations);
  return operations;
}

const byPathAndMethod = (a: Operation, b: Operation): number =>
  byCodeUnit(a.path, b.path) || httpMethods.indexOf(a.method) - httpMethods.indexOf(b.method);

function operationsOf({ file, paths }: PathSpec): Operation[] {
  return Object.entries(paths).flatMap(([path, value]) => {
    const place = childPlace(rootPlace(file), 'paths', path);
    const { item, methods } = readPathItem(path, value, place);
    return methods.map((method) => {
      const methodPlace = childPlace(place, method);
      const definition = readDefinition(item[method], methodPlace);
      const inherited = inheritedParameters(definition, item, place);
      return {
        path,
        method,
        definition: addPathItem(definition, item, inherited),
        place: methodPlace,
        inheritedParameters: inherited.map((parameter) => parameter.place),
      };
    });
  });
}

function readPathItem(
  path: string,
  item: Json,
  place: Place,
): { item: JsonObject; methods: string[] } {
  if (!/^\/[^\s\p{Cc}]*$/u.test(path) || !isObject(item)) {
    throw new SpecError(place, `no path item: ${path}`, 'copy the YAML with its indentation');
  }
  const methods = httpMethods.filter((method) => method in item);
  if (methods.length === 0) {
    throw new SpecError(
      place,
      'a path without an operation',
      `give it one of ${httpMethods.join(', ')}`,
    );
  }
  return { item, methods };
}

function readDefinition(definition: Json | undefined, place: Place): JsonObject {
  if (!isObject(definition) || !isObject(definition['responses'])) {
    throw new SpecError(place, 'an operation without responses', 'copy the YAML of the page whole');
  }
  return definition;
}

interface PlacedParameter {
  readonly parameter: Json;
  readonly place: Place;
}

/** Returns the parameters of a path item that its operation does not override. */
function inheritedParameters(
  definition: JsonObject,
  item: JsonObject,
  place: Place,
): PlacedParameter[] {
  const overridden = groupBy(asArray(definition['parameters']), parameterKey);
  return asArray(item['parameters'])
    .map((parameter, index) => ({ parameter, place: childPlace(place, 'parameters', index) }))
    .filter(({ parameter }) => !overridden.has(parameterKey(parameter)));
}

/** Adds the parameters and servers of a path item to its operation, which overrides them. */
function addPathItem(
  definition: JsonObject,
  item: JsonObject,
  inherited: readonly PlacedParameter[],
): JsonObject {
  const own = asArray(definition['parameters']);
  return {
    ...(item['servers'] && { servers: item['servers'] }),
    ...definition,
    ...(inherited.length > 0 && {
      parameters: [...own, ...inherited.map(({ parameter }) => parameter)],
    }),
  };
}

/** OpenAPI tells parameters apart by location and name. */
function parameterKey(parameter: Json): string {
  const { in: location = null, name = null } = asObject(parameter);
  return JSON.stringify([location, name]);
}

/**
 * Returns the operations whose request the client can send: those without a body and those with a
 * JSON body. The others are left out with a warning. If a body has several media types, only the one
 * that the client sends remains.
 */
export function selectSendable(operations: readonly Operation[], report: Report): Operation[] {
  return operations.flatMap((operation) => {
    const body = asObject(operation.definition['requestBody']);
    const content = asObject(body['content']);
    const mediaTypes = Object.keys(content);
    if (mediaTypes.length === 0) return [operation];
    const sent = 'application/json' in content ? 'application/json' : jsonMediaTypeOf(content);
    if (sent === undefined) {
      report.warn(
        `${operationName(operation)} is left out: the client sends JSON, not ${mediaTypes.join(', ')}`,
      );
      return [];
    }
    if (mediaTypes.length === 1) return [operation];
    report.countRepair('media type of a request that the client does not use removed');
    const media: JsonObject = { [sent]: content[sent] ?? {} };
    const requestBody = { ...body, content: media };
    return [{ ...operation, definition: { ...operation.definition, requestBody } }];
  });
}
