import type { Occurrence } from '../hoist/hoist-schemas.js';
import { canonical } from '../shared/json.js';
import { meaningOf } from '../shared/schema-meaning.js';
import { groupBy } from '../shared/values.js';

/** The occurrences that have one title and mean the same. They become one component. */
export interface Shape {
  readonly title: string;
  /** The occurrence that comes first in the specs. */
  readonly first: Occurrence;
  /** How many occurrences have this shape. */
  readonly uses: number;
}

/** The shapes in the order in which they first occur. */
export interface Shapes {
  readonly all: readonly Shape[];
  /** The shape of each occurrence, by the occurrence's index. */
  readonly ofOccurrence: ReadonlyMap<number, Shape>;
}

/** Groups the occurrences by title and meaning. */
export function groupShapes(occurrences: readonly Occurrence[]): Shapes {
  const classes = classify(occurrences);
  const members = occurrences.map((occurrence, index) => ({
    occurrence,
    index,
    shapeClass: classes[index],
  }));
  const all: Shape[] = [];
  const ofOccurrence = new Map<number, Shape>();
  for (const group of groupBy(members, ({ shapeClass }) => shapeClass).values()) {
    const [first] = group;
    if (!first) continue;
    const { occurrence } = first;
    const shape = { title: occurrence.title, first: occurrence, uses: group.length };
    all.push(shape);
    for (const { index } of group) ofOccurrence.set(index, shape);
  }
  return { all, ofOccurrence };
}

/**
 * Returns a class number for each occurrence. Two occurrences get the same number if they have one
 * title and mean the same, including everything that they refer to.
 *
 * The method is partition refinement. At first all occurrences with one title are in one class. Each
 * round splits the classes whose members differ or refer to different classes, until a round splits
 * none. So it also ends for schemas that refer to each other in a circle.
 */
function classify(occurrences: readonly Occurrence[]): number[] {
  const outlines = occurrences.map(outlineOf);
  let classes = numberByText(occurrences.map(({ title }) => title));
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

/** What a schema means by itself, and the occurrences that it refers to. */
interface Outline {
  readonly text: string;
  readonly references: readonly number[];
}

function outlineOf({ schema }: Occurrence): Outline {
  const references: number[] = [];
  const meaning = meaningOf(schema, (index) => {
    references.push(index);
    return 'occurrence';
  });
  return { text: canonical(meaning), references };
}

/** Returns the same number for the same text, counted from 0 in the order of first appearance. */
function numberByText(texts: readonly string[]): number[] {
  const numbers = new Map([...new Set(texts)].map((text, index) => [text, index]));
  return texts.map((text) => numbers.get(text) ?? -1);
}
