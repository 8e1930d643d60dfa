import type { Hoisted } from '../hoist/hoist-schemas.js';
import { asObject, byCodeUnit, isObject, mapValues, type JsonObject } from '../shared/json.js';
import {
  listChildSchemas,
  listOperationSchemas,
  mapChildSchemas,
  mapOperationSchemas,
  type PlacedSchema,
  type SchemaMap,
} from '../shared/map-schemas.js';
import type { Operation } from '../shared/operation.js';
import { componentPointer, targetOf, type ReferenceTarget } from '../shared/references.js';
import type { Report } from '../shared/report.js';
import { childPlace, SpecError, type Place } from '../shared/spec-error.js';
import { chooseComponentNames } from './choose-component-names.js';
import { groupShapes, knownComponents, shapesByIndex, type Shape } from './group-shapes.js';

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
 * @param before - The OpenAPI document before this run. Its shapes keep their names.
 * @throws SpecError for names that clash, and for titles that several shapes or none have.
 */
export function nameComponents(
  { operations, occurrences }: Hoisted,
  before: JsonObject,
  report: Report,
): Components {
  const known = knownComponents(before);
  const shapes = groupShapes(occurrences, known);
  const schemas = [
    ...operations.flatMap(listOperationSchemas),
    ...occurrences.flatMap(listChildSchemas),
  ];
  for (const schema of schemas) checkTarget(schema, shapes);
  const names = chooseComponentNames(shapes, known, report);
  const refer = referByName(shapes, names, report);
  report.countRepair('titled schema replaced by a reference to a component', occurrences.length);
  const components = [...names].map(([{ first }, name]): [string, Component] => {
    const { schema, place } = first;
    return [name, { schema: asObject(refer(schema, place)), place }];
  });
  return {
    operations: operations.map((operation) => mapOperationSchemas(operation, refer)),
    components: new Map(components.sort(([a], [b]) => byCodeUnit(a, b))),
  };
}

/** Checks that one shape has the title to which a schema refers, if it refers to a title. */
function checkTarget({ schema, place }: PlacedSchema, shapes: readonly Shape[]): void {
  const target = targetOf(schema);
  if (target?.kind !== 'title') return;
  const { length } = shapes.filter(({ title }) => title === target.title);
  if (length === 0) {
    throw new SpecError(
      place,
      `a reference to ${JSON.stringify(target.title)}, a title that no schema has`,
      'put the schema itself in its place, or add the page that has it',
    );
  }
  if (length > 1) {
    throw new SpecError(
      place,
      `a reference to ${JSON.stringify(target.title)}, which is the title of ${length} shapes`,
      'put the schema itself in its place',
    );
  }
}

/** Returns the map that replaces each reference by a pointer to its component. */
function referByName(
  shapes: readonly Shape[],
  names: ReadonlyMap<Shape, string>,
  report: Report,
): SchemaMap {
  const byIndex = shapesByIndex(shapes);
  const byTitle = new Map(shapes.map((shape) => [shape.title, shape]));
  const shapeOf = (target: ReferenceTarget): Shape | undefined =>
    target.kind === 'title' ? byTitle.get(target.title) : byIndex.get(target.index);
  const refer: SchemaMap = (schema, place) => {
    if (!isObject(schema)) return schema;
    const target = targetOf(schema);
    const shape = target && shapeOf(target);
    const name = shape && names.get(shape);
    if (name !== undefined) return { ...schema, $ref: componentPointer(name) };
    return mappingToPointers(mapChildSchemas(schema, place, refer), place, report);
  };
  return refer;
}

/** Writes the references in a discriminator mapping as texts, as OpenAPI wants them there. */
function mappingToPointers(schema: JsonObject, place: Place, report: Report): JsonObject {
  const discriminator = asObject(schema['discriminator']);
  if (!isObject(discriminator['mapping'])) return schema;
  const mapping = mapValues(discriminator['mapping'], (schemaOfValue, value) => {
    const pointer = asObject(schemaOfValue)['$ref'];
    if (typeof pointer !== 'string') {
      throw new SpecError(
        childPlace(place, 'discriminator', 'mapping', value),
        'a discriminator mapping to a schema without a title',
        'give that schema, and the same schema under oneOf, the title that the publisher uses for it',
      );
    }
    report.countRepair('discriminator mapping replaced by a pointer');
    return pointer;
  });
  return { ...schema, discriminator: { ...discriminator, mapping } };
}
