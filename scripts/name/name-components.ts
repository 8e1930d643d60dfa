import type { Hoisted } from '../hoist/hoist-schemas.js';
import { asObject, byCodeUnit, isObject, type JsonObject } from '../shared/json.js';
import { mapChildSchemas, mapOperationSchemas, type SchemaMap } from '../shared/map-schemas.js';
import type { Operation } from '../shared/operation.js';
import { componentPointer, targetOf } from '../shared/references.js';
import type { Report } from '../shared/report.js';
import { childPlace, SpecError, type Place } from '../shared/spec-error.js';
import { chooseComponentNames } from './choose-component-names.js';
import { groupShapes, type Shape, type Shapes } from './group-shapes.js';
import type { KnownComponent } from './remember-components.js';
import { resolveTitles, titleReferences, type TitleReference } from './resolve-titles.js';

/** A schema under `components/schemas`. */
export interface Component {
  readonly schema: JsonObject;
  /** The first place in the specs that has the schema. */
  readonly place: Place;
}

/** Operations that refer to components by name, and the components in the order of their names. */
export interface Components {
  readonly operations: readonly Operation[];
  readonly components: ReadonlyMap<string, Component>;
}

/**
 * Makes one component of all occurrences that mean the same, and gives it a name. The first
 * occurrence provides the documentation.
 *
 * @param known - The components before this run. Their shapes keep their names.
 * @throws SpecError for names that clash and for references that are ambiguous.
 */
export function nameComponents(
  withTitles: Hoisted,
  known: readonly KnownComponent[],
  report: Report,
): Components {
  const hoisted = resolveTitles(withTitles);
  const shapes = groupShapes(hoisted.occurrences, known);
  for (const reference of titleReferences(withTitles)) checkSingleShape(reference, shapes);
  const names = chooseComponentNames(shapes, known, report);
  const refer = referByName(occurrenceNames(shapes, names), report);
  const components = makeComponents(names, refer);
  report.countRepair(
    'titled schema replaced by a reference to a component',
    hoisted.occurrences.length,
  );
  return {
    operations: hoisted.operations.map((operation) => mapOperationSchemas(operation, refer)),
    components,
  };
}

const occurrenceNames = (
  { ofOccurrence }: Shapes,
  names: ReadonlyMap<Shape, string>,
): ReadonlyMap<number, string> =>
  new Map([...ofOccurrence].map(([index, shape]) => [index, names.get(shape) ?? shape.title]));

function makeComponents(
  names: ReadonlyMap<Shape, string>,
  refer: SchemaMap,
): ReadonlyMap<string, Component> {
  const sorted = [...names].sort(([, a], [, b]) => byCodeUnit(a, b));
  const components = sorted.map(([{ first }, name]): [string, Component] => {
    const schema = asObject(refer(first.schema, first.place));
    return [name, { schema, place: first.place }];
  });
  return new Map(components);
}

function checkSingleShape({ title, place }: TitleReference, shapes: Shapes): void {
  const found = shapes.all.filter((shape) => shape.title === title);
  if (found.length > 1) {
    throw new SpecError(
      place,
      `a reference to ${JSON.stringify(title)}, which is the title of ${found.length} shapes`,
      'put the schema itself in its place',
    );
  }
}

/** Returns the map that replaces each reference to an occurrence by a pointer to its component. */
function referByName(names: ReadonlyMap<number, string>, report: Report): SchemaMap {
  const refer: SchemaMap = (schema, place) => {
    if (!isObject(schema)) return schema;
    const target = targetOf(schema);
    const name = target?.kind === 'occurrence' ? names.get(target.index) : undefined;
    if (name !== undefined) return { ...schema, $ref: componentPointer(name) };
    return mappingToPointers(mapChildSchemas(schema, place, refer), place, report);
  };
  return refer;
}

/** Writes the references in a discriminator mapping as texts, as OpenAPI wants them there. */
function mappingToPointers(schema: JsonObject, place: Place, report: Report): JsonObject {
  const discriminator = asObject(schema['discriminator']);
  if (!isObject(discriminator['mapping'])) return schema;
  const pointers = Object.entries(discriminator['mapping']).map(([value, schemaOfValue]) => {
    const pointer = asObject(schemaOfValue)['$ref'];
    if (typeof pointer !== 'string') {
      throw new SpecError(
        childPlace(place, 'discriminator', 'mapping', value),
        'a discriminator mapping to a schema without a title',
        'give that schema, and the same schema under oneOf, the title that the publisher uses for it',
      );
    }
    report.countRepair('discriminator mapping replaced by a pointer');
    return [value, pointer] as const;
  });
  const mapping = Object.fromEntries(pointers);
  return { ...schema, discriminator: { ...discriminator, mapping } };
}
