import type { Occurrence } from '../hoist/hoist-schemas.js';
import { asObject, canonical, isObject, type JsonObject } from '../shared/json.js';
import { mapChildSchemas, type SchemaMap } from '../shared/map-schemas.js';
import { referenceTo, referredName } from '../shared/references.js';
import { meaningOf } from '../shared/schema-meaning.js';
import { rootPlace } from '../shared/spec-error.js';
import { groupBy } from '../shared/values.js';

/** The occurrences that have one title and mean the same. They become one component. */
export interface Shape {
  readonly title: string;
  /** The occurrence that comes first in the specs. */
  readonly first: Occurrence;
  /** The indexes of all occurrences that have this shape. */
  readonly indexes: readonly number[];
  /** Whether a response has this shape. */
  readonly isInResponse: boolean;
  /** The name that the shape had before this run. It is undefined for a new shape. */
  readonly knownName: string | undefined;
}

/** A component of the contract before this run. */
export interface KnownComponent {
  readonly name: string;
  readonly title: string;
  /** The schema. A reference holds the index of another known component. */
  readonly schema: JsonObject;
}

/** Returns the components of an OpenAPI document, with references by index as occurrences have them. */
export function knownComponents(document: JsonObject): KnownComponent[] {
  const schemas = asObject(asObject(document['components'])['schemas']);
  const names = Object.keys(schemas);
  const referByIndex: SchemaMap = (schema, place) => {
    const index = names.indexOf(referredName(schema) ?? '');
    if (index >= 0) return { ...asObject(schema), ...referenceTo({ kind: 'occurrence', index }) };
    return isObject(schema) ? mapChildSchemas(schema, place, referByIndex) : schema;
  };
  return Object.entries(schemas).map(([name, schema]) => {
    const { title } = asObject(schema);
    return {
      name,
      title: typeof title === 'string' ? title : name,
      schema: asObject(referByIndex(schema, rootPlace('openapi/openapi.yaml'))),
    };
  });
}

/**
 * Groups the occurrences by title and meaning. The shapes are in the order in which they first occur.
 *
 * @param known - The components before this run. A shape that equals one of them has its name.
 */
export function groupShapes(
  occurrences: readonly Occurrence[],
  known: readonly KnownComponent[],
): Shape[] {
  const start = occurrences.length;
  const classes = classify([...outlinesOf(occurrences, 0), ...outlinesOf(known, start)]);
  const members = occurrences.map((occurrence, index) => ({ occurrence, index }));
  const groups = groupBy(members, ({ index }) => classes[index]);
  return [...groups].flatMap(([shapeClass, group]) => {
    const [first] = group;
    if (!first) return [];
    return {
      title: first.occurrence.title,
      first: first.occurrence,
      indexes: group.map(({ index }) => index),
      isInResponse: group.some(({ occurrence }) => isInResponse(occurrence)),
      knownName: known.find((_, index) => classes[start + index] === shapeClass)?.name,
    };
  });
}

/** Returns the shape of each occurrence, by the occurrence's index. */
export const shapesByIndex = (shapes: readonly Shape[]): ReadonlyMap<number, Shape> =>
  new Map(shapes.flatMap((shape) => shape.indexes.map((index) => [index, shape] as const)));

const isInResponse = ({ place }: Occurrence): boolean =>
  /^\/paths\/[^/]+\/[^/]+\/responses\//.test(place.pointer);

/** What a titled schema means by itself, and the outlines that it refers to. */
interface Outline {
  readonly title: string;
  readonly text: string;
  readonly references: readonly number[];
}

/**
 * Returns the outline of each schema. A reference by title leads to the first one that has the title.
 *
 * @param start - The index of the first of these outlines among all outlines.
 */
function outlinesOf(
  titled: readonly { readonly title: string; readonly schema: JsonObject }[],
  start: number,
): Outline[] {
  const titles = titled.map(({ title }) => title);
  return titled.map(({ title, schema }) => {
    const references: number[] = [];
    const meaning = meaningOf(schema, (target) => {
      const index = target.kind === 'title' ? titles.indexOf(target.title) : target.index;
      references.push(start + index);
      return 'reference';
    });
    return { title, text: canonical(meaning), references };
  });
}

/**
 * Returns a class number for each outline. Two outlines get the same number if they have one
 * title and mean the same, including everything that they refer to.
 *
 * The method is partition refinement. At first all outlines with one title are in one class. Each
 * round splits the classes whose members differ or refer to different classes, until a round splits
 * none. So it also ends for schemas that refer to each other in a circle.
 */
function classify(outlines: readonly Outline[]): number[] {
  let classes = numberByText(outlines.map(({ title }) => title));
  for (;;) {
    const before = classes;
    const refined = numberByText(
      outlines.map(({ text, references }, index) => {
        const referred = references.map((reference) => before[reference] ?? null);
        return JSON.stringify([before[index] ?? null, text, referred]);
      }),
    );
    if (new Set(refined).size === new Set(before).size) return refined;
    classes = refined;
  }
}

/** Returns the same number for the same text, counted from 0 in the order of first appearance. */
function numberByText(texts: readonly string[]): number[] {
  const numbers = new Map([...new Set(texts)].map((text, index) => [text, index]));
  return texts.map((text) => numbers.get(text) ?? -1);
}
