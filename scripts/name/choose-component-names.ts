import type { Owner } from '../hoist/hoist-schemas.js';
import { asObject, canonical, type Json, type JsonObject } from '../shared/json.js';
import { operationId } from '../shared/operation.js';
import type { Report } from '../shared/report.js';
import { meaningOf } from '../shared/schema-meaning.js';
import { placeText, SpecError } from '../shared/spec-error.js';
import { componentKey, groupBy } from '../shared/values.js';
import { shapesByIndex, type KnownComponent, type Shape } from './group-shapes.js';

/**
 * Chooses the component name of each shape. A shape that has a name from before this run keeps it.
 * If no shape has the title as its name, the title goes to the shape that is most like the component
 * that had it; without such a component, shapes of responses come before those of requests, and the
 * most used shape comes first. Other shapes are named by their owner and the title.
 *
 * @param known - The components before this run.
 * @throws SpecError for two titles that give one name.
 */
export function chooseComponentNames(
  shapes: readonly Shape[],
  known: readonly KnownComponent[],
  report: Report,
): ReadonlyMap<Shape, string> {
  const namer = new ShapeNamer(shapes);
  const byTitle = groupBy(shapes, ({ title }) => title);
  const newcomers = [...byTitle].map(([title, ofTitle]) => {
    const before = known.find(({ name }) => name === componentKey(title));
    const unnamed = ofTitle.filter(({ knownName }) => knownName === undefined);
    const isTitleFree = unnamed.length === ofTitle.length || !namer.isTaken(componentKey(title));
    const ranked = rankShapes(unnamed, before);
    const [heir, ...others] = ranked;
    if (!heir || !isTitleFree) return { ofTitle, others: ranked };
    namer.nameByTitle(heir);
    return { ofTitle, others };
  });
  for (const { ofTitle, others } of newcomers) {
    const named = others.map((shape) => `${namer.nameByOwner(shape)} (${usesOf(shape)})`);
    if (named.length > 0) report.note(noteText(ofTitle, named, namer.names));
  }
  return namer.names;
}

/** Returns the shapes without a name, the one to which the title goes first. */
function rankShapes(shapes: readonly Shape[], before: KnownComponent | undefined): Shape[] {
  const likeness = (shape: Shape): number =>
    before ? countCommonProperties(shape.first.schema, before.schema) : 0;
  return [...shapes].sort(
    (a, b) =>
      likeness(b) - likeness(a) ||
      Number(b.isInResponse) - Number(a.isInResponse) ||
      usesOf(b) - usesOf(a),
  );
}

const usesOf = ({ indexes }: Shape): number => indexes.length;

function countCommonProperties(one: JsonObject, other: JsonObject): number {
  const properties = asObject(one['properties']);
  const others = asObject(other['properties']);
  const textOf = (schema: Json | undefined): string => canonical(meaningOf(schema ?? null));
  const isCommon = (name: string): boolean =>
    name in others && textOf(properties[name]) === textOf(others[name]);
  return Object.keys(properties).filter(isCommon).length;
}

function noteText(
  shapes: readonly Shape[],
  others: readonly string[],
  names: ReadonlyMap<Shape, string>,
): string {
  const title = shapes[0]?.title ?? '';
  const holder = shapes.find((shape) => names.get(shape) === componentKey(title));
  const isMostUsed = holder && shapes.every((shape) => usesOf(shape) <= usesOf(holder));
  const reason = isMostUsed
    ? 'the most used one'
    : 'the one that had it before or is in a response';
  return `${JSON.stringify(title)} is the title of ${shapes.length} shapes: ${reason} (${holder ? usesOf(holder) : 0}) keeps the title, the others are ${others.join(', ')}`;
}

/** Gives out names, each to one shape. */
class ShapeNamer {
  readonly names = new Map<Shape, string>();
  readonly #shapeByIndex: ReadonlyMap<number, Shape>;
  readonly #shapeByName = new Map<string, Shape>();

  constructor(shapes: readonly Shape[]) {
    this.#shapeByIndex = shapesByIndex(shapes);
    for (const shape of shapes) {
      if (shape.knownName !== undefined) this.#setName(shape, shape.knownName);
    }
  }

  isTaken(name: string): boolean {
    return this.#shapeByName.has(name);
  }

  nameByTitle(shape: Shape): string {
    return this.#setName(shape, componentKey(shape.title));
  }

  /** Names a shape `Owner.Title`, or `Owner.property.Title` if that is taken. It keeps a name that it has. */
  nameByOwner(shape: Shape): string {
    const known = this.names.get(shape);
    if (known !== undefined) return known;
    const { title, owner } = shape.first;
    const ownerName = this.#ownerName(owner);
    const lastWord = title.slice(title.lastIndexOf('.') + 1);
    const short = componentKey(`${ownerName}.${lastWord}`);
    const long = componentKey(`${ownerName}${pathFromOwner(shape)}.${lastWord}`);
    // Names from before this run can have taken both.
    const numbers = Array.from(this.#shapeByName.keys(), (_, index) => `${long}.${index + 2}`);
    const free = [short, long, ...numbers].find((name) => !this.isTaken(name));
    return this.#setName(shape, free ?? long);
  }

  /** The shape of an owner occurs before the shapes that it owns, so this recursion ends. */
  #ownerName(owner: Owner): string {
    if (owner.kind === 'operation') return operationId(owner.operation);
    const shape = this.#shapeByIndex.get(owner.index);
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
