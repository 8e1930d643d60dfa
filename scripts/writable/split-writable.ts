import type { Component, Components } from '../name/name-components.js';
import {
  asObject,
  byCodeUnit,
  canonical,
  isObject,
  mapValues,
  type JsonObject,
} from '../shared/json.js';
import {
  listChildSchemas,
  mapChildSchemas,
  mapOperationSchemas,
  type SchemaMap,
} from '../shared/map-schemas.js';
import type { Operation } from '../shared/operation.js';
import {
  componentPointer,
  isReadOnly,
  reachableNames,
  receivedNames,
  referredName,
  referredNames,
} from '../shared/references.js';
import type { Report } from '../shared/report.js';
import { rootPlace } from '../shared/spec-error.js';
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
  const received = receivedNames({
    sent: operations.map(({ definition: { requestBody = null } }) => requestBody),
    received: operations.map(({ definition: { requestBody, ...others } }) => others),
    schemas: schemasOf(components),
  });
  const variants = variantNames(components, received);
  const writable = referInstead(variants);
  const changed = operations.map((operation) => mapRequestBody(operation, writable));
  const all = [...components].flatMap(([name, { schema, place }]): [string, Component][] => {
    const sent = asObject(writable(schema, place));
    const variant = variants.get(name);
    if (variant === undefined) {
      return [[name, { schema: received.has(name) ? schema : sent, place }]];
    }
    return [
      [name, { schema, place }],
      [variant, { schema: { ...sent, title: variant }, place }],
    ];
  });
  const roots = changed.flatMap(({ definition }) => referredNames(definition));
  const used = reachableNames(roots, schemasOf(all));
  const kept = all.filter(([name]) => used.has(name)).sort(([a], [b]) => byCodeUnit(a, b));
  report.countRepair(
    'schema with readOnly properties copied for request bodies',
    [...variants.values()].filter((variant) => used.has(variant)).length,
  );
  return { operations: changed, components: new Map(kept) };
}

const schemasOf = (components: Iterable<readonly [string, Component]>): JsonObject =>
  Object.fromEntries([...components].map(([name, { schema }]) => [name, schema]));

/** What the name of a variant adds to the name of its component. The first one that is free is used. */
const suffixes = ['Input', 'WritableInput', 'RequestInput'];

/**
 * Returns an earlier document without the components that were made for request bodies, so that its
 * schemas can be compared with published ones.
 */
export function undoSplit(document: JsonObject): JsonObject {
  const components = asObject(document['components']);
  const schemas = asObject(components['schemas']);
  const likely = Object.keys(schemas)
    .flatMap((base) => suffixes.map((suffix) => [`${base}${suffix}`, base] as const))
    .filter(([name]) => Object.hasOwn(schemas, name));
  const place = rootPlace('openapi/openapi.yaml');
  const referToLikely = referInstead(new Map(likely));
  const textOf = (name: string): string =>
    canonical({ ...asObject(referToLikely(schemas[name] ?? {}, place)), title: '' });
  const variants = new Map(likely.filter(([name, base]) => textOf(name) === textOf(base)));
  const published = Object.entries(schemas).filter(([name]) => !variants.has(name));
  return {
    ...document,
    components: {
      ...components,
      schemas: mapValues(Object.fromEntries(published), (schema) =>
        referInstead(variants)(schema, place),
      ),
    },
  };
}

/** Returns the name of the variant of each component of responses that holds a readOnly property. */
function variantNames(
  components: Components['components'],
  received: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const schemas = schemasOf(components);
  const owners = [...components].filter(([, component]) => hasReadOnly(component));
  const ownerNames = new Set(owners.map(([name]) => name));
  const holders = [...received].filter((name) =>
    [...reachableNames([name], schemas)].some((inner) => ownerNames.has(inner)),
  );
  const taken = new Set([...components.keys()].map(pascalCase));
  const isFree = (variant: string): boolean => !taken.has(pascalCase(variant));
  return new Map(
    holders.map((name) => {
      const names = suffixes.map((suffix) => `${name}${suffix}`);
      return [name, names.find(isFree) ?? `${name}Input`];
    }),
  );
}

/** Returns whether a component has a readOnly property, at any depth but not in other components. */
const hasReadOnly = (component: Component): boolean =>
  [component, ...listChildSchemas(component)].some(({ schema }) =>
    Object.values(asObject(schema['properties'])).some(isReadOnly),
  );

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
  const { definition } = mapOperationSchemas({ ...operation, definition: { requestBody } }, map);
  return { ...operation, definition: { ...operation.definition, ...definition } };
}
