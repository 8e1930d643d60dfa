import type { Component, Components } from '../name/name-components.js';
import { asArray, asObject, isObject, type Json, type JsonObject } from '../shared/json.js';
import { mapChildSchemas, mapOperationSchemas, type SchemaMap } from '../shared/map-schemas.js';
import type { Operation } from '../shared/operation.js';
import type { Report } from '../shared/report.js';
import { rootPlace, type Place } from '../shared/spec-error.js';
import { pascalCase } from '../shared/values.js';

/**
 * Gives request bodies types of their own where a type demands a readOnly property: callers do not
 * send it. `Plugin` stays what responses have, and request bodies have `PluginInput`. The property is
 * optional there, not left out, so that a caller can send back what a response had.
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
    'schema of request bodies made that does not demand readOnly properties',
    usedInputs.length,
  );
  if (usedInputs.length === 0) return { operations: changed, components };
  const all = new Map([...components, ...usedInputs]);
  const roots = changed.flatMap(({ definition }) => referredNames(definition));
  const inUse = reachable(roots, all);
  return { operations: changed, components: new Map([...all].filter(([name]) => inUse.has(name))) };
}

const unknownComponent: Component = { schema: {}, place: rootPlace('') };

/** Returns the name of the variant of each component that demands a readOnly property, at any depth. */
function variantNames(components: Components['components']): ReadonlyMap<string, string> {
  const demanding = new Set<string>();
  for (let size = -1; size < demanding.size;) {
    size = demanding.size;
    for (const [name, { schema, place }] of components) {
      if (demandsReadOnly(schema, place, demanding)) demanding.add(name);
    }
  }
  const taken = new Set([...components.keys()].map(pascalCase));
  return new Map(
    [...demanding].map((name) => {
      const suffixes = ['Input', 'WritableInput', 'RequestInput'];
      const free = suffixes.find((suffix) => !taken.has(pascalCase(`${name}${suffix}`)));
      return [name, `${name}${free ?? 'Input'}`];
    }),
  );
}

function demandsReadOnly(
  schema: JsonObject,
  place: Place,
  demanding: ReadonlySet<string>,
): boolean {
  if (demandedReadOnly(schema).length > 0) return true;
  let found = false;
  mapWritableChildren(schema, place, (child, childPlaceOf) => {
    const name = referredName(child);
    if (name === undefined) {
      found ||= isObject(child) && demandsReadOnly(child, childPlaceOf, demanding);
    } else {
      found ||= demanding.has(name);
    }
    return child;
  });
  return found;
}

/** Returns the names of the properties that an object schema demands although they are readOnly. */
function demandedReadOnly({ properties, required }: JsonObject): Json[] {
  const schemas = asObject(properties);
  return asArray(required).filter(
    (name) => typeof name === 'string' && asObject(schemas[name])['readOnly'] === true,
  );
}

/** Returns the map from a schema to what callers send for it. */
function writableMap(variants: ReadonlyMap<string, string>): SchemaMap {
  const writable: SchemaMap = (schema, place) => {
    const variant = variants.get(referredName(schema) ?? '');
    if (variant !== undefined) return referTo(variant, schema);
    if (!isObject(schema)) return schema;
    const { required, ...rest } = mapWritableChildren(schema, place, writable);
    const demanded = demandedReadOnly(schema);
    const kept = asArray(required).filter((name) => !demanded.includes(name));
    return kept.length > 0 ? { ...rest, required: kept } : rest;
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
