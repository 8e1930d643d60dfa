import type { Component, Components } from '../name/name-components.js';
import {
  componentPointer,
  isReadOnly,
  reachableNames,
  receivedNames,
  referredName,
  referredNames,
} from '../shared/references.js';
import { asObject, byCodeUnit, canonical, isObject, type JsonObject } from '../shared/json.js';
import { mapChildSchemas, mapOperationSchemas, type SchemaMap } from '../shared/map-schemas.js';
import type { Operation } from '../shared/operation.js';
import type { Report } from '../shared/report.js';
import { rootPlace, type Place } from '../shared/spec-error.js';
import { pascalCase } from '../shared/values.js';

/**
 * Gives request bodies components of their own where a component of responses holds a readOnly
 * property, at any depth: callers do not send it. `Plugin` stays what responses have, and request
 * bodies have `PluginInput`. The property stays in it, so that a caller can send back what a response
 * had. A component that only request bodies have keeps its name.
 *
 * `required` stays too, as OpenAPI has it: for a readOnly property it takes effect on responses only.
 * The emitted types do not demand such a property.
 */
export function splitWritable({ operations, components }: Components, report: Report): Components {
  const received = namesOfResponses(operations, components);
  const variants = variantNames(components, received);
  const writable = referInstead(variants);
  const changed = operations.map((operation) => mapRequestBody(operation, writable));
  const all = [...components].flatMap(([name, { schema, place }]): [string, Component][] => {
    const sent = asObject(writable(schema, place));
    const variant = variants.get(name);
    if (variant === undefined)
      return [[name, { schema: received.has(name) ? schema : sent, place }]];
    return [
      [name, { schema, place }],
      [variant, { schema: { ...sent, title: variant }, place }],
    ];
  });
  const roots = changed.flatMap(({ definition }) => referredNames(definition));
  const used = reachableNames(roots, schemasOf(new Map(all)));
  const kept = all.filter(([name]) => used.has(name)).sort(([a], [b]) => byCodeUnit(a, b));
  report.countRepair(
    'schema with readOnly properties copied for request bodies',
    [...variants.values()].filter((variant) => used.has(variant)).length,
  );
  return { operations: changed, components: new Map(kept) };
}

/**
 * Returns an earlier document without the components that were made for request bodies, so that its
 * schemas can be compared with published ones.
 */
export function undoSplit(document: JsonObject): JsonObject {
  const { components } = document;
  const schemas = asObject(asObject(components)['schemas']);
  const likely = Object.keys(schemas).flatMap((name) => {
    const base = suffixes
      .filter((suffix) => name.endsWith(suffix))
      .map((suffix) => name.slice(0, -suffix.length))
      .find((rest) => Object.hasOwn(schemas, rest));
    return base === undefined ? [] : [[name, base] as const];
  });
  const place = rootPlace('openapi/openapi.yaml');
  const mapped = referInstead(new Map(likely));
  const meaningOf = (name: string): string =>
    canonical({ ...asObject(mapped(schemas[name] ?? {}, place)), title: '' });
  const variants = new Map(likely.filter(([name, base]) => meaningOf(name) === meaningOf(base)));
  const published = Object.entries(schemas)
    .filter(([name]) => !variants.has(name))
    .map(([name, schema]) => [name, referInstead(variants)(schema, place)] as const);
  const rest = { ...asObject(components), schemas: Object.fromEntries(published) };
  return { ...document, components: rest };
}

function namesOfResponses(
  operations: readonly Operation[],
  components: Components['components'],
): ReadonlySet<string> {
  const parts = operations.map(({ definition: { requestBody, ...others } }) => ({
    requestBody,
    others,
  }));
  return receivedNames({
    sent: parts.flatMap(({ requestBody }) => requestBody ?? []),
    received: parts.map(({ others }) => others),
    schemas: schemasOf(components),
  });
}

const schemasOf = (components: Components['components']): JsonObject =>
  Object.fromEntries([...components].map(([name, { schema }]) => [name, schema]));

const suffixes = ['Input', 'WritableInput', 'RequestInput'];

/** Returns the name of the variant of each component of responses that holds a readOnly property. */
function variantNames(
  components: Components['components'],
  received: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const holders = new Set<string>();
  for (let size = -1; size < holders.size;) {
    size = holders.size;
    for (const [name, { schema, place }] of components) {
      if (holdsReadOnly(schema, place, holders)) holders.add(name);
    }
  }
  const taken = new Set([...components.keys()].map(pascalCase));
  const names = [...holders].filter((name) => received.has(name));
  return new Map(
    names.map((name) => {
      const free = suffixes.find((suffix) => !taken.has(pascalCase(`${name}${suffix}`)));
      return [name, `${name}${free ?? 'Input'}`];
    }),
  );
}

function holdsReadOnly(schema: JsonObject, place: Place, holders: ReadonlySet<string>): boolean {
  if (Object.values(asObject(schema['properties'])).some(isReadOnly)) return true;
  let found = false;
  mapChildSchemas(schema, place, (child, childPlaceOf) => {
    const name = referredName(child);
    if (name === undefined) {
      found ||= isObject(child) && holdsReadOnly(child, childPlaceOf, holders);
    } else {
      found ||= holders.has(name);
    }
    return child;
  });
  return found;
}

/** Returns the map that replaces references to components, except in readOnly properties. */
function referInstead(names: ReadonlyMap<string, string>): SchemaMap {
  const refer: SchemaMap = (schema, place) => {
    if (isReadOnly(schema)) return schema;
    const name = names.get(referredName(schema) ?? '');
    if (name !== undefined) {
      const pointer = componentPointer(name);
      return isObject(schema) ? { ...schema, $ref: pointer } : pointer;
    }
    return isObject(schema) ? mapChildSchemas(schema, place, refer) : schema;
  };
  return refer;
}

function mapRequestBody(operation: Operation, map: SchemaMap): Operation {
  const { requestBody } = operation.definition;
  if (requestBody === undefined) return operation;
  const alone = { ...operation, definition: { requestBody } };
  const { definition } = mapOperationSchemas(alone, map);
  const mapped = definition['requestBody'] ?? requestBody;
  return { ...operation, definition: { ...operation.definition, requestBody: mapped } };
}
