import { unwrapAllOf } from '../shared/annotations.js';
import { asArray, asObject, isObject, type Json, type JsonObject } from '../shared/json.js';
import {
  listOperationSchemas,
  mapChildSchemas,
  mapOperationSchemas,
} from '../shared/map-schemas.js';
import type { Operation } from '../shared/operation.js';
import { referenceTo, targetOf } from '../shared/references.js';
import type { Place } from '../shared/spec-error.js';

/** A titled object schema at one place of the specs, taken out of what was around it. */
export interface Occurrence {
  readonly title: string;
  /** The schema. Each titled object schema inside it is a reference to an occurrence. */
  readonly schema: JsonObject;
  readonly place: Place;
  readonly owner: Owner;
}

/** What is around an occurrence: the nearest other occurrence, or the operation if there is none. */
export type Owner =
  | { readonly kind: 'occurrence'; readonly index: number; readonly place: Place }
  | { readonly kind: 'operation'; readonly operation: Operation };

/** Operations whose titled object schemas are references, and the occurrences that they refer to. */
export interface Hoisted {
  readonly operations: readonly Operation[];
  /** A reference holds an index of this list. An owner comes before what it owns. */
  readonly occurrences: readonly Occurrence[];
}

/**
 * Moves every titled object schema out of the operations, and every other titled schema that refers
 * to itself. A reference by title then refers to the nearest schema around it with that title. If
 * there is none, it stays a reference by title.
 */
export function hoistSchemas(operations: readonly Operation[]): Hoisted {
  const hoister = new SchemaHoister();
  const hoisted = operations.map((operation) => hoister.hoistFrom(operation));
  return { operations: hoisted, occurrences: hoister.occurrences };
}

/** What surrounds a schema: its operation, and the occurrences around it, the outermost first. */
interface Scope {
  readonly operation: Operation;
  /** The titles that the references in this operation name. */
  readonly referredTitles: ReadonlySet<string>;
  readonly enclosing: readonly { title: string; index: number; place: Place }[];
}

/** Keywords that describe one use of a shared schema. They move to the reference. */
const useKeywords = ['readOnly', 'writeOnly', 'deprecated', 'nullable', 'default'];

/** Collects the occurrences of one operation after the other. */
class SchemaHoister {
  readonly occurrences: Occurrence[] = [];
  #nextIndex = 0;

  hoistFrom(operation: Operation): Operation {
    const scope = { operation, referredTitles: referredTitlesOf(operation), enclosing: [] };
    return mapOperationSchemas(operation, (schema, place) => this.#replace(schema, place, scope));
  }

  #replace(schema: Json, place: Place, scope: Scope): Json {
    if (!isObject(schema)) return schema;
    const target = targetOf(schema);
    if (target?.kind === 'title') return referToEnclosing(schema, target.title, scope);
    const unwrapped = unwrapAllOf(schema);
    if (unwrapped.schema !== schema) {
      const replaced = this.#replace(unwrapped.schema, place, scope);
      return { ...asObject(replaced), ...unwrapped.annotations };
    }
    if (isHoisted(schema, scope)) return this.#hoist(schema, place, scope);
    return this.#replaceChildren(schema, place, scope);
  }

  #replaceChildren(schema: JsonObject, place: Place, scope: Scope): JsonObject {
    return mapChildSchemas(schema, place, (child, placeOfChild) =>
      this.#replace(child, placeOfChild, scope),
    );
  }

  /** Adds the schema to the occurrences, and returns the reference that replaces it. */
  #hoist(schema: TitledSchema, place: Place, scope: Scope): JsonObject {
    const { title } = schema;
    const index = this.#nextIndex;
    this.#nextIndex += 1;
    const entries = Object.entries(schema);
    const shared = Object.fromEntries(entries.filter(([key]) => !useKeywords.includes(key)));
    const ofThisUse = Object.fromEntries(entries.filter(([key]) => useKeywords.includes(key)));
    const inside = { ...scope, enclosing: [...scope.enclosing, { title, index, place }] };
    this.occurrences[index] = {
      title,
      schema: this.#replaceChildren(shared, place, inside),
      place,
      owner: ownerIn(scope),
    };
    return { ...referenceTo({ kind: 'occurrence', index }), ...ofThisUse };
  }
}

function referToEnclosing(reference: JsonObject, title: string, scope: Scope): JsonObject {
  const nearest = scope.enclosing.findLast((enclosing) => enclosing.title === title);
  if (!nearest) return reference;
  return { ...reference, ...referenceTo({ kind: 'occurrence', index: nearest.index }) };
}

function ownerIn({ enclosing, operation }: Scope): Owner {
  const nearest = enclosing.at(-1);
  if (!nearest) return { kind: 'operation', operation };
  return { kind: 'occurrence', index: nearest.index, place: nearest.place };
}

function referredTitlesOf(operation: Operation): ReadonlySet<string> {
  const targets = listOperationSchemas(operation).map(({ schema }) => targetOf(schema));
  return new Set(targets.flatMap((target) => (target?.kind === 'title' ? [target.title] : [])));
}

type TitledSchema = JsonObject & { title: string };

const isHoisted = (schema: JsonObject, { referredTitles }: Scope): schema is TitledSchema =>
  typeof schema['title'] === 'string' &&
  schema['title'] !== '' &&
  (isObjectSchema(schema) || referredTitles.has(schema['title']));

/** Returns whether a schema describes objects: by its type, its keywords or all its branches. */
function isObjectSchema(schema: Json): boolean {
  if (!isObject(schema)) return false;
  if ('type' in schema) return schema['type'] === 'object';
  const objectKeywords = ['$ref', 'properties', 'patternProperties', 'additionalProperties'];
  if (objectKeywords.some((keyword) => keyword in schema)) return true;
  const branches = ['oneOf', 'anyOf', 'allOf'].flatMap((keyword) => asArray(schema[keyword]));
  return branches.length > 0 && branches.every(isObjectSchema);
}
