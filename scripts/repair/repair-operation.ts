import { isObject, type Json, type JsonObject } from '../shared/json.js';
import { mapChildSchemas, mapOperationSchemas, type SchemaMap } from '../shared/map-schemas.js';
import type { Operation } from '../shared/operation.js';
import { referenceTo } from '../shared/reference.js';
import type { Report } from '../shared/report.js';
import { SpecError, type Place } from '../shared/spec-error.js';
import { normalizeKeywords } from './normalize-keywords.js';

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
