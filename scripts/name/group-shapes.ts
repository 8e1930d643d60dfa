import type { Occurrence } from '../hoist/hoist-schemas.js';
import { canonical, type JsonObject } from '../shared/json.js';
import { meaningOf } from '../shared/schema-meaning.js';
import { groupBy } from '../shared/values.js';
import type { KnownComponent } from './remember-components.js';

/** The occurrences that have one title and mean the same. They become one component. */
export interface Shape {
  readonly title: string;
  /** The occurrence that comes first in the specs. */
  readonly first: Occurrence;
  /** How many occurrences have this shape. */
  readonly uses: number;
  /** Whether a response has this shape. */
  readonly isInResponse: boolean;
}

/** The shapes in the order in which they first occur. */
export interface Shapes {
  readonly all: readonly Shape[];
  /** The shape of each occurrence, by the occurrence's index. */
  readonly ofOccurrence: ReadonlyMap<number, Shape>;
  /** The names that shapes had before this run. */
  readonly knownNames: ReadonlyMap<Shape, string>;
}

/**
 * Groups the occurrences by title and meaning.
 *
 * @param known - The components before this run. A shape that equals one of them has its name.
 */
export function groupShapes(
  occurrences: readonly Occurrence[],
  known: readonly KnownComponent[],
): Shapes {
  const classes = classify([
    ...occurrences.map((occurrence) => outlineOf(occurrence, 0)),
    ...known.map((component) => outlineOf(component, occurrences.length)),
  ]);
  const knownClasses = known.map(({ name }, index) => {
    const shapeClass = classes[occurrences.length + index];
    return [shapeClass, name] as const;
  });
  const nameOfClass = new Map(knownClasses.reverse());
  const members = occurrences.map((occurrence, index) => ({
    occurrence,
    index,
    shapeClass: classes[index],
  }));
  const all: Shape[] = [];
  const ofOccurrence = new Map<number, Shape>();
  const knownNames = new Map<Shape, string>();
  for (const [shapeClass, group] of groupBy(members, (member) => member.shapeClass)) {
    const [first] = group;
    if (!first) continue;
    const { occurrence } = first;
    const shape = {
      title: occurrence.title,
      first: occurrence,
      uses: group.length,
      isInResponse: group.some((member) => isInResponse(member.occurrence)),
    };
    all.push(shape);
    for (const { index } of group) ofOccurrence.set(index, shape);
    const name = nameOfClass.get(shapeClass);
    if (name !== undefined) knownNames.set(shape, name);
  }
  return { all, ofOccurrence, knownNames };
}

const isInResponse = ({ place }: Occurrence): boolean =>
  /^\/paths\/[^/]+\/[^/]+\/responses\//.test(place.pointer);

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

/** What a titled schema means by itself, and the outlines that it refers to. */
interface Outline {
  readonly title: string;
  readonly text: string;
  readonly references: readonly number[];
}

/** @param firstIndex - The index of the outline to which the reference 0 leads. */
function outlineOf(
  { title, schema }: { readonly title: string; readonly schema: JsonObject },
  firstIndex: number,
): Outline {
  const references: number[] = [];
  const meaning = meaningOf(schema, (index) => {
    references.push(firstIndex + index);
    return 'occurrence';
  });
  return { title, text: canonical(meaning), references };
}

/** Returns the same number for the same text, counted from 0 in the order of first appearance. */
function numberByText(texts: readonly string[]): number[] {
  const numbers = new Map([...new Set(texts)].map((text, index) => [text, index]));
  return texts.map((text) => numbers.get(text) ?? -1);
}
