import { STATUS_CODES } from 'node:http';
import { meaningOf } from '../hoist/classify.js';
import { asObject, canonical, sortKeys, type Json, type JsonObject } from '../json.js';
import { pascalCase } from '../pascal-case.js';
import { operationId, type Operation } from '../read/operations.js';
import type { Report } from '../report.js';

/** Operations whose error responses are references, and the responses they refer to. */
export interface WithResponses {
  readonly operations: readonly Operation[];
  readonly responses: JsonObject;
}

/**
 * Makes the error responses of the operations components, named after their status: equal meaning,
 * equal component; a status that stands for several keeps the one used most, and names the others by
 * the first operation that has them.
 */
export function shareResponses(operations: readonly Operation[], report: Report): WithResponses {
  const kinds = new Map<string, { status: string; response: Json; by: Operation; uses: number }>();
  const errors = operations.flatMap((operation) =>
    Object.entries(asObject(operation.value['responses']))
      .filter(([status]) => isError(status))
      .map(([status, response]) => ({ operation, status, response, key: keyOf(status, response) })),
  );
  for (const { operation, status, response, key } of errors) {
    const kind = kinds.get(key);
    if (kind) kind.uses += 1;
    else kinds.set(key, { status, response, by: operation, uses: 1 });
  }
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const [key, { status, by }] of [...kinds].sort(([, a], [, b]) => b.uses - a.uses)) {
    const name = taken.has(nameOf(status))
      ? `${operationId(by)}.${nameOf(status)}`
      : nameOf(status);
    taken.add(name);
    names.set(key, name);
  }
  report.repaired('error response made a reference to a component', errors.length);
  const references = new Map(
    errors.map(({ response, key }): [Json, Json] => [
      response,
      { $ref: `#/components/responses/${names.get(key) ?? ''}` },
    ]),
  );
  return {
    operations: operations.map((operation) => ({
      ...operation,
      value: {
        ...operation.value,
        responses: Object.fromEntries(
          Object.entries(asObject(operation.value['responses'])).map(([status, response]) => [
            status,
            references.get(response) ?? response,
          ]),
        ),
      },
    })),
    responses: sortKeys(
      Object.fromEntries([...kinds].map(([key, { response }]) => [names.get(key) ?? '', response])),
    ),
  };
}

const isError = (status: string): boolean => !/^[123]/.test(status);

const keyOf = (status: string, response: Json): string =>
  `${status} ${canonical(meaningOf(withoutExamples(response), (index) => index))}`;

/** Examples of a media type stand outside its schema, by names that are no keywords. */
function withoutExamples(response: Json): Json {
  const content = asObject(asObject(response)['content']);
  return {
    headers: asObject(response)['headers'] ?? {},
    content: Object.fromEntries(
      Object.entries(content).map(([type, media]) => [type, asObject(media)['schema'] ?? {}]),
    ),
  };
}

/** `TooManyRequests` for 429; `Response4XX` and `ResponseDefault` where there is no one phrase. */
const nameOf = (status: string): string => pascalCase(STATUS_CODES[status] ?? `Response ${status}`);
