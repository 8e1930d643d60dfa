import type { Component, Components } from '../name/name-components.js';
import { asObject, isObject, type Json, type JsonObject } from '../shared/json.js';
import { mapChildSchemas, mapOperationSchemas, type SchemaMap } from '../shared/map-schemas.js';
import type { Operation } from '../shared/operation.js';
import type { Report } from '../shared/report.js';
import { rootPlace, type Place } from '../shared/spec-error.js';
import { pascalCase } from '../shared/values.js';

/**
 * Gives request bodies components of their own where a component holds a readOnly property, at any
 * depth: callers do not send it. `Plugin` stays what responses have, and request bodies have
 * `PluginInput`. The property stays in it, so that a caller can send back what a response had.
 *
 * `required` stays too, as OpenAPI has it: for a readOnly property it takes effect on responses only.
 * The emitted types do not demand such a property.
 */
export function splitWritable(named: Components, report: Report): Components {
  const { operations, components } = named;
  const variants = variantNames(components);
  const writable = writableMap(variants);
  const changed = operations.map((operation) => mapRequestBody(operation, writable));
  const sentRoots = changed.flatMap(({ definition }) => referredNames(definition['requestBody']));
  const inputs = new Map(
    [...variants].map(([name, variant]): [string, Component] => {
      const { schema, place } = components.get(name) ?? unknownComponent;
      return [variant, { schema: { ...asObject(writable(schema, place)), title: variant }, place }];
    }),
  );
  const used = reachable(sentRoots, inputs);
  const usedInputs = [...inputs].filter(([name]) => used.has(name));
  report.countRepair(
    'schema with readOnly properties copied for request bodies',
    usedInputs.length,
  );
  if (usedInputs.length === 0) return { operations: changed, components };
  const all = new Map([...components, ...usedInputs]);
  const roots = changed.flatMap(({ definition }) => referredNames(definition));
  const inUse = reachable(roots, all);
  return { operations: changed, components: new Map([...all].filter(([name]) => inUse.has(name))) };
}

const unknownComponent: Component = { schema: {}, place: rootPlace('') };

/** Returns the name of the variant of each component that holds a readOnly property, at any depth. */
function variantNames(components: Components['components']): ReadonlyMap<string, string> {
  const holders = new Set<string>();
  for (let size = -1; size < holders.size;) {
    size = holders.size;
    for (const [name, { schema, place }] of components) {
      if (holdsReadOnly(schema, place, holders)) holders.add(name);
    }
  }
  const taken = new Set([...components.keys()].map(pascalCase));
  return new Map(
    [...holders].map((name) => {
      const suffixes = ['Input', 'WritableInput', 'RequestInput'];
      const free = suffixes.find((suffix) => !taken.has(pascalCase(`${name}${suffix}`)));
      return [name, `${name}${free ?? 'Input'}`];
    }),
  );
}

function holdsReadOnly(schema: JsonObject, place: Place, holders: ReadonlySet<string>): boolean {
  const properties = Object.values(asObject(schema['properties']));
  if (properties.some((property) => asObject(property)['readOnly'] === true)) return true;
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

/** Returns the map from a schema to what callers send for it. */
function writableMap(variants: ReadonlyMap<string, string>): SchemaMap {
  const writable: SchemaMap = (schema, place) => {
    const variant = variants.get(referredName(schema) ?? '');
    if (variant !== undefined) return referTo(variant, schema);
    return isObject(schema) ? mapWritableChildren(schema, place, writable) : schema;
  };
  return writable;
}

/** Applies the map to the schemas inside a schema, except for readOnly properties. */
function mapWritableChildren(schema: JsonObject, place: Place, map: SchemaMap): JsonObject {
  return mapChildSchemas(schema, place, (child, childPlaceOf) =>
    asObject(child)['readOnly'] === true ? child : map(child, childPlaceOf),
  );
}

function mapRequestBody(operation: Operation, map: SchemaMap): Operation {
  const { requestBody } = operation.definition;
  if (requestBody === undefined) return operation;
  const alone = { ...operation, definition: { requestBody } };
  const { definition } = mapOperationSchemas(alone, map);
  const mapped = definition['requestBody'] ?? requestBody;
  return { ...operation, definition: { ...operation.definition, requestBody: mapped } };
}

const pointerStart = '#/components/schemas/';

/** Returns the name of the component to which a reference, or a text in a mapping, refers. */
function referredName(schema: Json | undefined): string | undefined {
  const pointer = typeof schema === 'string' ? schema : asObject(schema)['$ref'];
  const isPointer = typeof pointer === 'string' && pointer.startsWith(pointerStart);
  return isPointer ? pointer.slice(pointerStart.length) : undefined;
}

const referTo = (name: string, reference: Json): Json =>
  isObject(reference) ? { ...reference, $ref: `${pointerStart}${name}` } : `${pointerStart}${name}`;

/** Returns the names of the components to which a value refers directly. */
function referredNames(value: Json | undefined): string[] {
  if (Array.isArray(value)) return value.flatMap(referredNames);
  const name = referredName(value);
  const inside = isObject(value) ? Object.values(value).flatMap(referredNames) : [];
  return name === undefined ? inside : [name, ...inside];
}

/** Returns the names of the components to which the roots lead, through other components too. */
function reachable(
  roots: readonly string[],
  components: ReadonlyMap<string, Component>,
): ReadonlySet<string> {
  const found = new Set(roots);
  for (const name of found) {
    for (const inner of referredNames(components.get(name)?.schema)) found.add(inner);
  }
  return found;
}
