import type { Hoisted, Occurrence } from './hoist.js';
import { operationId, type Operation } from '../read/operations.js';
import type { Report } from '../report.js';
import { SpecError } from '../spec-error.js';

/** A title, or a chain of names, in the characters that OpenAPI allows for a component. */
const componentKey = (name: string): string => name.trim().replaceAll(/[^A-Za-z0-9._-]+/g, '_');

/**
 * Names the component that each occurrence becomes: by its title, or, where the title stands for
 * something else more often, by its owner and the title.
 *
 * @param classes - The class of equal occurrences that each one is in.
 * @returns The component name of each occurrence.
 * @throws SpecError for two titles that make one name, and for a reference by a title that stands
 * for several shapes.
 */
export function nameComponents(
  { occurrences, byTitle }: Hoisted,
  classes: readonly number[],
  report: Report,
): string[] {
  const shapes = shapesByTitle(occurrences, classes);
  const indexes = new Map(occurrences.map((occurrence, index) => [occurrence, index]));
  const names = new Map<number, string>();
  const taken = new Map<string, Occurrence>();

  for (const { title, at } of byTitle) {
    const found = shapes.get(title)?.length ?? 0;
    if (found > 1) {
      throw new SpecError(
        at,
        `a reference to ${JSON.stringify(title)}, a title that stands for ${found} shapes`,
        'put the schema itself in its place',
      );
    }
  }
  for (const [title, [mostUsed]] of shapes) {
    if (mostUsed) give(mostUsed, componentKey(title));
  }
  for (const [title, [mostUsed, ...others]] of shapes) {
    if (!mostUsed || others.length === 0) continue;
    const named = others.map((shape) => `${nameOf(shape)} (${shape.uses})`).join(', ');
    report.note(
      `${JSON.stringify(title)} stands for ${others.length + 1} shapes: the most used (${mostUsed.uses}) keeps the title, others are ${named}`,
    );
  }
  return classes.map((id) => names.get(id) ?? '');

  function give(shape: Shape, name: string): string {
    const other = taken.get(name);
    if (other) {
      const { at, title } = shape.first;
      throw new SpecError(
        at,
        `the titles ${JSON.stringify(title)} and ${JSON.stringify(other.title)} (${other.at.file}#${other.at.pointer}) give one component name, ${name}`,
        'have the publisher rename one of them',
      );
    }
    taken.set(name, shape.first);
    names.set(shape.id, name);
    return name;
  }

  /** The name of a shape that lost its title to another: `Owner.Title`, with the way there if need be. */
  function nameOf(shape: Shape): string {
    const known = names.get(shape.id);
    if (known !== undefined) return known;
    const { title, owner, at } = shape.first;
    const last = title.slice(title.lastIndexOf('.') + 1);
    const way = at.pointer
      .slice(owner.at.pointer.length)
      .replace('/responses/', '/')
      .replaceAll(/\/content\/[^/]+|\/(schema|properties|items|allOf\/\d+)(?=\/|$)/g, '');
    const short = componentKey(`${ownerName(owner)}.${last}`);
    const long = componentKey(`${ownerName(owner)}${way.replaceAll('/', '.')}.${last}`);
    return give(shape, taken.has(short) ? long : short);
  }

  /** An owner stands further up, so its shape is first met earlier: this ends. */
  function ownerName(owner: Occurrence | Operation): string {
    if (!('title' in owner)) return operationId(owner);
    const id = classes[indexes.get(owner) ?? -1];
    const shape = shapes.get(owner.title)?.find((candidate) => candidate.id === id);
    return shape ? nameOf(shape) : owner.title;
  }
}

/** Occurrences that mean the same. */
interface Shape {
  readonly id: number;
  readonly first: Occurrence;
  uses: number;
}

/** The shapes of each title, the most used first and, of equally used ones, the first met. */
function shapesByTitle(
  occurrences: readonly Occurrence[],
  classes: readonly number[],
): Map<string, Shape[]> {
  const shapes = new Map<number, Shape>();
  occurrences.forEach((first, index) => {
    const id = classes[index] ?? -1;
    const shape = shapes.get(id);
    if (shape) shape.uses += 1;
    else shapes.set(id, { id, first, uses: 1 });
  });
  const byTitle = new Map<string, Shape[]>();
  for (const shape of shapes.values()) {
    const { title } = shape.first;
    byTitle.set(title, [...(byTitle.get(title) ?? []), shape]);
  }
  for (const list of byTitle.values()) list.sort((a, b) => b.uses - a.uses);
  return byTitle;
}
