import type { Hoisted } from '../hoist/hoist-schemas.js';
import { isObject } from '../shared/json.js';
import {
  listChildSchemas,
  listOperationSchemas,
  mapChildSchemas,
  mapOperationSchemas,
  type SchemaMap,
} from '../shared/map-schemas.js';
import { referenceTo, targetOf } from '../shared/references.js';
import { SpecError, type Place } from '../shared/spec-error.js';

/** A reference by title, without a schema around it that has the title. */
export interface TitleReference {
  readonly title: string;
  readonly place: Place;
}

/** Returns the references by title that `hoist` left. */
export function titleReferences({ operations, occurrences }: Hoisted): TitleReference[] {
  const schemas = [
    ...occurrences.flatMap(listChildSchemas),
    ...operations.flatMap(listOperationSchemas),
  ];
  return schemas.flatMap(({ schema, place }) => {
    const target = targetOf(schema);
    return target?.kind === 'title' ? [{ title: target.title, place }] : [];
  });
}

/**
 * Replaces each reference by title with a reference to the first occurrence that has the title.
 *
 * @throws SpecError for a title that no schema has.
 */
export function resolveTitles({ operations, occurrences }: Hoisted): Hoisted {
  const titles = occurrences.map(({ title }) => title);
  const resolve: SchemaMap = (schema, place) => {
    if (!isObject(schema)) return schema;
    const target = targetOf(schema);
    if (target?.kind !== 'title') return mapChildSchemas(schema, place, resolve);
    const index = titles.indexOf(target.title);
    if (index === -1) throw unknownTitle(target.title, place);
    return { ...schema, ...referenceTo({ kind: 'occurrence', index }) };
  };
  return {
    operations: operations.map((operation) => mapOperationSchemas(operation, resolve)),
    occurrences: occurrences.map((occurrence) => ({
      ...occurrence,
      schema: mapChildSchemas(occurrence.schema, occurrence.place, resolve),
    })),
  };
}

const unknownTitle = (title: string, place: Place): SpecError =>
  new SpecError(
    place,
    `a reference to ${JSON.stringify(title)}, a title that no schema has`,
    'put the schema itself in its place, or add the page that has it',
  );
