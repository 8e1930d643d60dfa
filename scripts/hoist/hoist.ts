import { asArray, asObject, isObject, type Json, type JsonObject } from '../json.js';
import { useIn } from '../flatten/use.js';
import type { Operation } from '../read/operations.js';
import { referredTitle } from '../flatten/repair.js';
import { mapChildren, mapOperationSchemas } from '../schemas.js';
import { SpecError, type Place } from '../spec-error.js';

/** One place where a titled object schema stands, lifted out of what it stood in. */
export interface Occurrence {
  readonly title: string;
  /** The schema, in which each titled one inside is a reference to its occurrence. */
  readonly schema: JsonObject;
  readonly at: Place;
  /** What it stood in: another occurrence, or the operation itself. */
  readonly owner: Occurrence | Operation;
}

/** Operations in which every titled object schema is a reference, and the schemas they refer to. */
export interface Hoisted {
  readonly operations: readonly Operation[];
  /** In the order of the operations and, in these, of the text. */
  readonly occurrences: readonly Occurrence[];
  /** References by title to what does not stand around them. */
  readonly byTitle: readonly { readonly title: string; readonly at: Place }[];
}

/** Keywords of a shared schema that speak of the property using it, so go to its reference. */
const ofTheUse = ['readOnly', 'writeOnly', 'deprecated', 'nullable', 'default'];

const placeholder = (index: number): string => `occurrence:${index}`;

/** The number of the occurrence that a reference stands for; undefined for everything else. */
export function occurrenceIndex(schema: Json | undefined): number | undefined {
  const target = asObject(schema)['$ref'];
  const digits = typeof target === 'string' ? /^occurrence:(\d+)$/.exec(target)?.[1] : undefined;
  return digits === undefined ? undefined : Number(digits);
}

/**
 * Lifts every titled object schema out of the operations, and whatever else refers to itself.
 *
 * @throws SpecError for a reference by title that no schema bears.
 */
export function hoist(operations: readonly Operation[]): Hoisted {
  const occurrences: Occurrence[] = [];
  const byTitle: { title: string; at: Place }[] = [];

  const lift = (operation: Operation): Operation => {
    const referred = referredTitles(operation);
    const enclosing: { occurrence: Occurrence; index: number }[] = [];

    const visit = (schema: Json, at: Place): Json => {
      if (!isObject(schema)) return schema;
      const title = referredTitle(schema);
      if (title !== undefined) return nearest(schema, title, at);
      const { core, notes } = useIn(schema);
      if (core !== schema) return { ...asObject(visit(core, at)), ...notes };
      if (isNamed(core) && (isObjectSchema(core) || referred.has(core.title))) {
        return liftOut(core, at);
      }
      return mapChildren(core, at, visit);
    };

    const liftOut = (schema: JsonObject & { title: string }, at: Place): JsonObject => {
      const index = occurrences.length;
      const entries = Object.entries(schema);
      const own = Object.fromEntries(entries.filter(([keyword]) => !ofTheUse.includes(keyword)));
      const use = Object.fromEntries(entries.filter(([keyword]) => ofTheUse.includes(keyword)));
      const lifted: JsonObject = {};
      const owner = enclosing.at(-1)?.occurrence ?? operation;
      const occurrence: Occurrence = { title: schema.title, schema: lifted, at, owner };
      occurrences.push(occurrence);
      enclosing.push({ occurrence, index });
      Object.assign(lifted, mapChildren(own, at, visit));
      enclosing.pop();
      return { $ref: placeholder(index), ...use };
    };

    const nearest = (schema: JsonObject, title: string, at: Place): JsonObject => {
      const around = enclosing.findLast(({ occurrence }) => occurrence.title === title);
      if (!around) byTitle.push({ title, at });
      return around ? { ...schema, $ref: placeholder(around.index) } : schema;
    };

    return mapOperationSchemas(operation, visit);
  };

  const lifted = operations.map(lift);
  const first = new Map(occurrences.map(({ title }, index) => [title, index] as const).reverse());
  const resolve = (schema: Json, at: Place): Json => {
    if (!isObject(schema)) return schema;
    const title = referredTitle(schema);
    if (title === undefined) return mapChildren(schema, at, resolve);
    const index = first.get(title);
    if (index === undefined) {
      throw new SpecError(
        at,
        `a reference to ${JSON.stringify(title)}, a title that no schema bears`,
        'put the schema itself in its place, or add the page that has it',
      );
    }
    return { ...schema, $ref: placeholder(index) };
  };
  if (byTitle.length === 0) return { operations: lifted, occurrences, byTitle };
  for (const { schema, at } of occurrences) Object.assign(schema, mapChildren(schema, at, resolve));
  return {
    operations: lifted.map((operation) => mapOperationSchemas(operation, resolve)),
    occurrences,
    byTitle,
  };
}

function referredTitles(operation: Operation): Set<string> {
  const titles = new Set<string>();
  const collect = (schema: Json, at: Place): Json => {
    if (!isObject(schema)) return schema;
    const title = referredTitle(schema);
    if (title !== undefined) titles.add(title);
    return mapChildren(schema, at, collect);
  };
  mapOperationSchemas(operation, collect);
  return titles;
}

const isNamed = (schema: JsonObject): schema is JsonObject & { title: string } =>
  typeof schema['title'] === 'string' && schema['title'] !== '';

/** Whether a schema describes objects: by its type, by what only objects have, or by its branches. */
function isObjectSchema(schema: Json): boolean {
  if (!isObject(schema)) return false;
  if ('type' in schema) return schema['type'] === 'object';
  const objectKeywords = ['$ref', 'properties', 'patternProperties', 'additionalProperties'];
  if (objectKeywords.some((keyword) => keyword in schema)) return true;
  const branches = ['oneOf', 'anyOf', 'allOf'].flatMap((keyword) => asArray(schema[keyword]));
  return branches.length > 0 && branches.every(isObjectSchema);
}
