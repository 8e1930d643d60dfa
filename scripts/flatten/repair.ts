import { asObject, isObject, type Json, type JsonObject } from '../json.js';
import type { Operation } from '../read/operations.js';
import type { Report } from '../report.js';
import { mapChildren, mapOperationSchemas } from '../schemas.js';
import { SpecError, type Place } from '../spec-error.js';

/** What stands for a schema that is known by its title alone, until components have names. */
const titleReference = (title: string): JsonObject => ({ $ref: `title:${title}` });

/** The title that a reference by title asks for; undefined for everything else. */
export function referredTitle(schema: Json | undefined): string | undefined {
  const target = asObject(schema)['$ref'];
  return typeof target === 'string' ? /^title:(.*)$/s.exec(target)?.[1] : undefined;
}

/**
 * Puts right, schema by schema, what publishing broke: what the docs printed as `circular(Name)`
 * or as a pointer becomes a reference by title, and of OpenAPI 3.0's and 3.1's ways to say nullable
 * and exclusive one remains.
 *
 * @throws SpecError for what stands in a schema's place and is none, and for a circle without a name.
 */
export function repairOperation(operation: Operation, report: Report): Operation {
  const repair = (schema: Json, at: Place): Json => {
    if (typeof schema === 'string') return fromText(schema, at, report);
    if (schema === true) return {};
    if (!isObject(schema)) {
      throw new SpecError(
        at,
        `${JSON.stringify(schema)} where a schema belongs`,
        'copy the page again',
      );
    }
    const pointer = schema['$ref'];
    if (typeof pointer === 'string') {
      return { ...schema, ...fromText(pointer, at, report) };
    }
    return mapChildren(exclusiveByNumber(nullableByKeyword(schema)), at, repair);
  };
  return mapOperationSchemas(operation, repair);
}

function fromText(text: string, at: Place, report: Report): JsonObject {
  const circular = /^circular\((.*)\)$/s.exec(text)?.[1];
  if (circular === '') {
    throw new SpecError(
      at,
      'circular(), which does not say what it goes back to',
      "put the title of the schema meant between the brackets; the publisher's schema has none",
    );
  }
  const title = circular ?? /^(?:#\/components\/schemas\/)?([A-Za-z0-9._-]+)$/.exec(text)?.[1];
  if (title === undefined) {
    throw new SpecError(
      at,
      `the text ${JSON.stringify(text)} where a schema belongs`,
      'replace it with the schema itself, or with circular(Title)',
    );
  }
  report.repaired(
    circular === undefined
      ? 'pointer turned into a reference'
      : 'circular(...) turned into a reference',
  );
  return titleReference(title);
}

/** `type: [x, 'null']`, as OpenAPI 3.1 says it, said as 3.0 does: the merge needs one form. */
function nullableByKeyword(schema: JsonObject): JsonObject {
  const { type, ...rest } = schema;
  if (!Array.isArray(type)) return schema;
  const types = type.filter((name) => name !== 'null');
  const [only, ...others] = types;
  if (types.length < type.length) rest['nullable'] = true;
  if (only === undefined) return rest;
  return { type: others.length === 0 ? only : types, ...rest };
}

/** `minimum: n, exclusiveMinimum: true`, as OpenAPI 3.0 says it, said as 3.1 does; likewise maximum. */
function exclusiveByNumber(schema: JsonObject): JsonObject {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, ...rest } = schema;
  if (typeof exclusiveMinimum !== 'boolean' && typeof exclusiveMaximum !== 'boolean') return schema;
  return {
    ...rest,
    ...limit('minimum', 'exclusiveMinimum', minimum, exclusiveMinimum),
    ...limit('maximum', 'exclusiveMaximum', maximum, exclusiveMaximum),
  };
}

function limit(
  inclusive: string,
  exclusive: string,
  value: Json | undefined,
  flag: Json | undefined,
): JsonObject {
  if (flag === true && value !== undefined) return { [exclusive]: value };
  return {
    ...(value !== undefined && { [inclusive]: value }),
    ...(typeof flag === 'number' && { [exclusive]: flag }),
  };
}
