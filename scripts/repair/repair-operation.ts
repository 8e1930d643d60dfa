import { isObject, type Json, type JsonObject } from '../shared/json.js';
import { mapChildSchemas, mapOperationSchemas, type SchemaMap } from '../shared/map-schemas.js';
import type { Operation } from '../shared/operation.js';
import { referenceTo } from '../shared/references.js';
import type { Report } from '../shared/report.js';
import { SpecError, type Place } from '../shared/spec-error.js';

/**
 * Restores what publishing broke in the schemas of an operation. `circular(Name)` and pointers become
 * references by title, and keywords get the one spelling that the later stages know.
 *
 * @throws SpecError for a value that is no schema, and for a circular reference without a name.
 */
export function repairOperation(operation: Operation, report: Report): Operation {
  const repair: SchemaMap = (schema, place) => {
    if (typeof schema === 'string') return referenceFromText(schema, place, report);
    if (schema === true) return {};
    if (!isObject(schema)) throw noSchema(schema, place);
    const pointer = schema['$ref'];
    if (pointer === undefined) return mapChildSchemas(normalizeKeywords(schema), place, repair);
    if (typeof pointer !== 'string') throw noSchema(schema, place);
    return { ...schema, ...referenceFromText(pointer, place, report) };
  };
  return mapOperationSchemas(operation, repair);
}

const noSchema = (value: Json, place: Place): SpecError =>
  new SpecError(place, `${JSON.stringify(value)} where a schema belongs`, 'copy the page again');

function referenceFromText(text: string, place: Place, report: Report): JsonObject {
  const circularTitle = /^circular\((.*)\)$/s.exec(text)?.[1];
  if (circularTitle === '') {
    throw new SpecError(
      place,
      'circular(), which does not name the schema that it refers to',
      'write the title of that schema between the brackets; the publisher gave it no title',
    );
  }
  if (circularTitle !== undefined) {
    report.countRepair('circular(...) replaced by a reference');
    return referenceTo({ kind: 'title', title: circularTitle });
  }
  const pointerTitle = /^(?:#\/components\/schemas\/)?([A-Za-z0-9._-]+)$/.exec(text)?.[1];
  if (pointerTitle !== undefined) {
    report.countRepair('pointer replaced by a reference');
    return referenceTo({ kind: 'title', title: pointerTitle });
  }
  throw new SpecError(
    place,
    `the text ${JSON.stringify(text)} where a schema belongs`,
    'replace it with the schema itself, or with circular(Title)',
  );
}

/**
 * Gives a schema one spelling where OpenAPI 3.0 and 3.1 differ: `nullable` as in 3.0, exclusive
 * bounds as in 3.1. The merging of `allOf` needs one spelling.
 */
const normalizeKeywords = (schema: JsonObject): JsonObject =>
  normalizeBound(normalizeBound(normalizeNullable(schema), minimumKeywords), maximumKeywords);

/** Replaces `type: [x, 'null']` by `type: x, nullable: true`. */
function normalizeNullable(schema: JsonObject): JsonObject {
  const { type, ...rest } = schema;
  if (!Array.isArray(type)) return schema;
  const types = type.filter((name) => name !== 'null');
  const [only, ...others] = types;
  if (types.length < type.length) rest['nullable'] = true;
  if (only === undefined) return rest;
  return { type: others.length === 0 ? only : types, ...rest };
}

interface BoundKeywords {
  readonly inclusive: string;
  readonly exclusive: string;
}

const minimumKeywords: BoundKeywords = { inclusive: 'minimum', exclusive: 'exclusiveMinimum' };
const maximumKeywords: BoundKeywords = { inclusive: 'maximum', exclusive: 'exclusiveMaximum' };

/** Replaces `minimum: n, exclusiveMinimum: true` by `exclusiveMinimum: n`. */
function normalizeBound(schema: JsonObject, { inclusive, exclusive }: BoundKeywords): JsonObject {
  const { [inclusive]: bound, [exclusive]: flag, ...rest } = schema;
  if (typeof flag !== 'boolean') return schema;
  if (bound === undefined) return rest;
  return { ...rest, [flag ? exclusive : inclusive]: bound };
}
