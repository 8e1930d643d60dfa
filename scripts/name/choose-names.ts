import type { Owner } from '../hoist/hoist-schemas.js';
import { operationId } from '../shared/operation.js';
import type { Report } from '../shared/report.js';
import { placeText, SpecError } from '../shared/spec-error.js';
import { componentKey, groupBy } from '../shared/values.js';
import type { Shape, Shapes } from './group-shapes.js';

/**
 * Chooses the component name of each shape. The most used shape of a title is named by the title,
 * the others by their owner and the title.
 *
 * @throws SpecError for two titles that give one name.
 */
export function chooseNames(shapes: Shapes, report: Report): ReadonlyMap<Shape, string> {
  const namer = new ShapeNamer(shapes);
  const ranked = [...groupBy(shapes.all, ({ title }) => title).values()].map(sortByUses);
  for (const [mostUsed] of ranked) {
    if (mostUsed) namer.nameByTitle(mostUsed);
  }
  for (const [mostUsed, ...others] of ranked) {
    if (!mostUsed || others.length === 0) continue;
    const named = others.map((shape) => `${namer.nameByOwner(shape)} (${shape.uses})`);
    report.note(
      `${JSON.stringify(mostUsed.title)} is the title of ${others.length + 1} shapes: the most used one (${mostUsed.uses}) keeps the title, the others are ${named.join(', ')}`,
    );
  }
  return namer.names;
}

const sortByUses = (shapes: readonly Shape[]): Shape[] =>
  [...shapes].sort((a, b) => b.uses - a.uses);

/** Gives out names, each to one shape. */
class ShapeNamer {
  readonly names = new Map<Shape, string>();
  readonly #shapes: Shapes;
  readonly #shapeByName = new Map<string, Shape>();

  constructor(shapes: Shapes) {
    this.#shapes = shapes;
  }

  nameByTitle(shape: Shape): string {
    return this.#setName(shape, componentKey(shape.title));
  }

  /** Names a shape `Owner.Title`, or `Owner.property.Title` if that is taken, unless it has a name. */
  nameByOwner(shape: Shape): string {
    const known = this.names.get(shape);
    if (known !== undefined) return known;
    const { title, owner } = shape.first;
    const ownerName = this.#ownerName(owner);
    const lastWord = title.slice(title.lastIndexOf('.') + 1);
    const short = componentKey(`${ownerName}.${lastWord}`);
    if (!this.#shapeByName.has(short)) return this.#setName(shape, short);
    return this.#setName(shape, componentKey(`${ownerName}${pathFromOwner(shape)}.${lastWord}`));
  }

  /** The shape of an owner occurs before the shapes that it owns, so this recursion ends. */
  #ownerName(owner: Owner): string {
    if (owner.kind === 'operation') return operationId(owner.operation);
    const shape = this.#shapes.ofOccurrence.get(owner.index);
    if (!shape) throw new RangeError(`no occurrence has the index ${owner.index}`);
    return this.nameByOwner(shape);
  }

  #setName(shape: Shape, name: string): string {
    const other = this.#shapeByName.get(name);
    if (other) throw sameName(name, shape, other);
    this.#shapeByName.set(name, shape);
    this.names.set(shape, name);
    return name;
  }
}

/** Returns the names of the properties that lead from the owner to the shape: `.spec.source`. */
function pathFromOwner({ first: { owner, place } }: Shape): string {
  const ownerPlace = owner.kind === 'operation' ? owner.operation.place : owner.place;
  return place.pointer
    .slice(ownerPlace.pointer.length)
    .replace('/responses/', '/')
    .replaceAll(/\/content\/[^/]+|\/(schema|properties|items|allOf\/\d+)(?=\/|$)/g, '')
    .replaceAll('/', '.');
}

function sameName(name: string, shape: Shape, other: Shape): SpecError {
  const titles = `${JSON.stringify(shape.title)} and ${JSON.stringify(other.title)}`;
  return new SpecError(
    shape.first.place,
    `the titles ${titles} (${placeText(other.first.place)}) give one component name, ${name}`,
    'ask the publisher to rename one of them',
  );
}
