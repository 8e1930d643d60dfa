import { STATUS_CODES } from 'node:http';
import {
  asObject,
  canonical,
  mapValues,
  sortKeys,
  type Json,
  type JsonObject,
} from '../shared/json.js';
import { operationId, type Operation } from '../shared/operation.js';
import type { Report } from '../shared/report.js';
import { meaningOf } from '../shared/schema-meaning.js';
import { componentKey, groupBy, pascalCase } from '../shared/values.js';

/** Operations whose error responses are references, and the responses that they refer to. */
export interface WithResponses {
  readonly operations: readonly Operation[];
  readonly responses: JsonObject;
}

/**
 * Makes one component of all error responses that have the same status and mean the same. It is
 * named after the status. If a status has several, the most used one keeps that name, and the name
 * of each other one begins with the first operation that has it.
 */
export function shareResponses(operations: readonly Operation[], report: Report): WithResponses {
  const errorResponses = operations.flatMap(errorResponsesOf);
  const groups = groupBy(errorResponses, ({ key }) => key);
  const names = nameGroups(groups);
  report.countRepair(
    'error response replaced by a reference to a component',
    errorResponses.length,
  );
  return {
    operations: referToResponses(operations, errorResponses, names),
    responses: responsesByName(groups, names),
  };
}

interface ErrorResponse {
  readonly operation: Operation;
  readonly status: string;
  readonly response: Json;
  /** A text that is equal for responses that share a component. */
  readonly key: string;
}

function errorResponsesOf(operation: Operation): ErrorResponse[] {
  return Object.entries(asObject(operation.definition['responses']))
    .filter(([status]) => isErrorStatus(status))
    .map(([status, response]) => {
      const key = canonical([status, meaningOf(withoutExamples(response))]);
      return { operation, status, response, key };
    });
}

const isErrorStatus = (status: string): boolean => !/^[123]/.test(status);

/** Leaves out what `meaningOf` does not know: the examples of a media type, beside its schema. */
function withoutExamples(response: Json): Json {
  const content = asObject(asObject(response)['content']);
  return {
    headers: asObject(response)['headers'] ?? {},
    content: mapValues(content, (media) => asObject(media)['schema'] ?? {}),
  };
}

/** Returns the name of each group, by the key of its responses. */
function nameGroups(
  groups: ReadonlyMap<string, readonly ErrorResponse[]>,
): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const [key, [first]] of [...groups].sort(([, a], [, b]) => b.length - a.length)) {
    if (!first) continue;
    const statusName = nameOfStatus(first.status);
    const name = taken.has(statusName)
      ? componentKey(`${operationId(first.operation)}.${statusName}`)
      : statusName;
    taken.add(name);
    names.set(key, name);
  }
  return names;
}

/** Returns `TooManyRequests` for 429, and `Response4XX` for a status without a phrase. */
const nameOfStatus = (status: string): string =>
  pascalCase(STATUS_CODES[status] ?? `Response ${status}`);

/** Replaces the error responses of the operations by references. */
function referToResponses(
  operations: readonly Operation[],
  errorResponses: readonly ErrorResponse[],
  names: ReadonlyMap<string, string>,
): Operation[] {
  const byOperation = groupBy(errorResponses, ({ operation }) => operation);
  return operations.map((operation) => {
    const references = (byOperation.get(operation) ?? []).map(({ status, key }): [string, Json] => [
      status,
      { $ref: `#/components/responses/${names.get(key) ?? ''}` },
    ]);
    const responses: JsonObject = {
      ...asObject(operation.definition['responses']),
      ...Object.fromEntries(references),
    };
    return { ...operation, definition: { ...operation.definition, responses } };
  });
}

function responsesByName(
  groups: ReadonlyMap<string, readonly ErrorResponse[]>,
  names: ReadonlyMap<string, string>,
): JsonObject {
  const named = [...groups].map(([key, [first]]): [string, Json] => [
    names.get(key) ?? '',
    first?.response ?? null,
  ]);
  return sortKeys(Object.fromEntries(named));
}
