import { asArray, asObject, isObject, type Json, type JsonObject } from './json.js';

/**
 * What the `$ref` of a schema holds as long as components have no names. The stage `repair` writes
 * titles, `hoist` writes occurrences, and `name` replaces both by pointers, as OpenAPI has them.
 */
export type ReferenceTarget =
  | { readonly kind: 'title'; readonly title: string }
  | { readonly kind: 'occurrence'; readonly index: number };

/** Returns a schema that refers to the target. */
export const referenceTo = (target: ReferenceTarget): JsonObject => ({ $ref: target });

/** Returns what a schema refers to, or undefined if it is no such reference. */
export function targetOf(schema: Json | undefined): ReferenceTarget | undefined {
  const { kind, title, index } = asObject(asObject(schema)['$ref']);
  if (kind === 'title' && typeof title === 'string') return { kind, title };
  if (kind === 'occurrence' && typeof index === 'number') return { kind, index };
  return undefined;
}

const pointerStart = '#/components/schemas/';

/** Returns a pointer to a component schema. */
export const componentPointer = (name: string): string => `${pointerStart}${name}`;

/** Returns the name of the component to which a reference, or a text in a mapping, refers. */
export function referredName(schema: Json | undefined): string | undefined {
  const pointer = isObject(schema) ? schema['$ref'] : schema;
  const isPointer = typeof pointer === 'string' && pointer.startsWith(pointerStart);
  return isPointer ? pointer.slice(pointerStart.length) : undefined;
}

/** Returns the names of the components to which a value refers directly. */
export function referredNames(value: Json | undefined): string[] {
  const name = typeof value === 'string' ? referredName(value) : undefined;
  if (name !== undefined) return [name];
  return (isObject(value) ? Object.values(value) : asArray(value)).flatMap(referredNames);
}

/** Returns the names of the components to which the readOnly properties of a value refer. */
function readOnlyNames(value: Json | undefined): string[] {
  if (isReadOnly(value)) return referredNames(value);
  return (isObject(value) ? Object.values(value) : asArray(value)).flatMap(readOnlyNames);
}

/** Returns whether nobody has to send what a schema describes. */
export const isReadOnly = (schema: Json | undefined): boolean =>
  isObject(schema) && schema['readOnly'] === true;

/** Returns what the operations of a document exchange, by kind, and the component schemas. */
export function partsOf({ paths, components }: JsonObject): {
  parameters: Json[];
  requestBodies: Json[];
  responses: Json[];
  schemas: JsonObject;
} {
  const { schemas, responses: shared = null } = asObject(components);
  const operations = Object.values(asObject(paths)).flatMap((item) =>
    Object.values(asObject(item)).map(asObject),
  );
  return {
    parameters: operations.map(({ parameters = null }) => parameters),
    requestBodies: operations.map(({ requestBody = null }) => requestBody),
    responses: [...operations.map(({ responses = null }) => responses), shared],
    schemas: asObject(schemas),
  };
}

/** What the operations of a document exchange, and the component schemas to which it refers. */
export interface Messages {
  /** The request bodies. */
  readonly sent: readonly Json[];
  /** Everything else: parameters and responses. */
  readonly received: readonly Json[];
  /** The schemas by component name. */
  readonly schemas: JsonObject;
}

/**
 * Returns the names of the components that are as responses have them: those in responses, and those
 * in readOnly properties. All other components are in request bodies alone.
 */
export function receivedNames({ sent, received, schemas }: Messages): ReadonlySet<string> {
  const readOnly = [...sent, ...Object.values(schemas)].flatMap(readOnlyNames);
  return reachableNames([...received.flatMap(referredNames), ...readOnly], schemas);
}

/** Returns the names of the components to which the names lead, through other components too. */
export function reachableNames(names: readonly string[], schemas: JsonObject): ReadonlySet<string> {
  const found = new Set(names);
  for (const name of found) {
    for (const inner of referredNames(schemas[name])) found.add(inner);
  }
  return found;
}
