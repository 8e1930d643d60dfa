import type { Hoisted } from '../hoist/hoist-schemas.js';
import { isObject } from '../shared/json.js';
import { mapChildSchemas, mapOperationSchemas, type SchemaMap } from '../shared/map-schemas.js';
import { referenceTo, targetOf } from '../shared/reference.js';
import { SpecError, type Place } from '../shared/spec-error.js';

/** A reference by title, none of whose surrounding schemas has that title. */
export interface TitleReference {
  readonly title: string;
  readonly place: Place;
}

/** What `hoist` returned, with references to occurrences in place of all references by title. */
export interface Resolved {
  readonly hoisted: Hoisted;
  readonly titleReferences: readonly TitleReference[];
}

/**
 * Lets each reference by title refer to the first occurrence with that title.
 *
 * @throws SpecError for a title that no schema has.
 */
export function resolveTitles({ operations, occurrences }: Hoisted): Resolved {
  const titles = occurrences.map(({ title }) => title);
  const titleReferences: TitleReference[] = [];
  const resolve: SchemaMap = (schema, place) => {
    if (!isObject(schema)) return schema;
    const target = targetOf(schema);
    if (target?.kind !== 'title') return mapChildSchemas(schema, place, resolve);
    const index = titles.indexOf(target.title);
    if (index === -1) throw unknownTitle(target.title, place);
    titleReferences.push({ title: target.title, place });
    return { ...schema, ...referenceTo({ kind: 'occurrence', index }) };
  };
  const hoisted = {
    occurrences: occurrences.map((occurrence) => ({
      ...occurrence,
      schema: mapChildSchemas(occurrence.schema, occurrence.place, resolve),
    })),
    operations: operations.map((operation) => mapOperationSchemas(operation, resolve)),
  };
  return { hoisted, titleReferences };
}

const unknownTitle = (title: string, place: Place): SpecError =>
  new SpecError(
    place,
    `a reference to ${JSON.stringify(title)}, a title that no schema has`,
    'put the schema itself in its place, or add the page that has it',
  );
