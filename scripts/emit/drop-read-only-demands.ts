import { isReadOnly, reachableNames, receivedNames, referredNames } from '../shared/references.js';
import { asObject, isObject, type Json, type JsonObject } from '../shared/json.js';

/**
 * Takes readOnly properties out of every `required` that holds for request bodies alone: OpenAPI
 * demands them in responses only, while openapi-typescript would demand them everywhere.
 */
export function dropReadOnlyDemands(document: JsonObject): JsonObject {
  const { components, paths } = document;
  const schemas = asObject(asObject(components)['schemas']);
  const operations = Object.values(asObject(paths)).flatMap((item) =>
    Object.values(asObject(item)).filter(isObject),
  );
  const bodies = operations.map(({ requestBody }) => requestBody);
  const others = operations.flatMap(({ parameters, responses }) => [parameters, responses]);
  const messages = {
    sent: bodies.filter(isObject),
    received: [...others, asObject(components)['responses']].filter((part) => part !== undefined),
    schemas,
  };
  const received = receivedNames(messages);
  const sent = reachableNames(bodies.flatMap(referredNames), schemas);
  const sentOnly = [...sent].filter((name) => !received.has(name));
  return {
    ...document,
    paths: Object.fromEntries(
      Object.entries(asObject(paths)).map(([path, item]) => [path, dropInBodies(asObject(item))]),
    ),
    components: {
      ...asObject(components),
      schemas: {
        ...schemas,
        ...Object.fromEntries(sentOnly.map((name) => [name, drop(schemas[name] ?? {})])),
      },
    },
  };
}

function dropInBodies(item: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(item).map(([method, operation]) => {
      const { requestBody } = asObject(operation);
      const hasBody = isObject(operation) && requestBody !== undefined;
      return [method, hasBody ? { ...operation, requestBody: drop(requestBody) } : operation];
    }),
  );
}

function drop(value: Json): Json {
  if (Array.isArray(value)) return value.map(drop);
  if (!isObject(value) || isReadOnly(value)) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([key, part]) => [key, drop(part)]));
  const { properties, required } = inner;
  if (!isObject(properties) || !Array.isArray(required)) return inner;
  const demanded = required.filter(
    (name) => typeof name !== 'string' || asObject(properties[name])['readOnly'] !== true,
  );
  return { ...inner, required: demanded };
}
