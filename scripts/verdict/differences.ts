import { isDeepStrictEqual } from 'node:util';
import { factText, isText, namesIn, traitText, type Fact } from '../contract/fact.js';
import type { Json, JsonObject } from '../shared/json.js';
import { sideOf, type Side } from './sides.js';

/** One difference between two contracts, not rated yet. */
export interface Difference {
  /** The subject of the fact, as contract.txt writes it. */
  readonly subject: string;
  readonly sides: readonly Side[];
  readonly change: Change;
  /** The difference as people read it: `required -> optional`. */
  readonly what: string;
}

/** A fact that is new, is gone or refers to a component of another name, or one trait of a fact. */
export type Change =
  | { readonly kind: 'added' | 'removed' | 'renamed'; readonly fact: Fact }
  | {
      readonly kind: 'trait';
      readonly name: string;
      /** The fact before the change. */
      readonly fact: Fact;
      /** It is undefined if the trait is gone. */
      readonly newValue: Json | undefined;
    };

/** A position in both contracts. */
interface Spot extends Pick<Difference, 'subject' | 'sides'> {
  /** The renamed components around it: a component can contain itself. */
  readonly renamed: readonly string[];
}

/**
 * Compares two contracts fact by fact. If a whole object is added or removed, only that is reported,
 * not the parts inside it. If a component has another name, what it says is compared where it is used.
 *
 * @param sidesOf - Returns the sides of a component schema.
 */
export function differencesBetween(
  oldContract: Fact,
  newContract: Fact,
  sidesOf: (component: string) => readonly Side[],
): Difference[] {
  function* compare(oldGiven: Fact, newGiven: Fact, spot: Spot): Generator<Difference> {
    const names = `${oldGiven.component} -> ${newGiven.component}`;
    const isRenamed = haveOtherNames(oldGiven, newGiven);
    if (isRenamed && spot.renamed.includes(names)) return;
    const oldFact = isRenamed ? openFact(oldGiven, oldContract) : oldGiven;
    const newFact = isRenamed ? openFact(newGiven, newContract) : newGiven;
    const haveEqualType = plainType(oldFact) === plainType(newFact);
    if (isRenamed && haveEqualType) {
      const what = changeText('type', oldGiven.traits['type'], newGiven.traits['type']);
      yield { ...spot, change: { kind: 'renamed', fact: newGiven }, what };
    }
    yield* traitDifferences(oldFact, newFact, spot);
    const renamed = isRenamed ? [...spot.renamed, names] : spot.renamed;
    const [oldChildren, newChildren] = [childrenOf(oldFact), childrenOf(newFact)];
    for (const [step, fact] of new Map([...oldChildren, ...newChildren])) {
      const [oldChild, newChild] = [oldChildren.get(step), newChildren.get(step)];
      const sides = sidesWithin(oldFact, fact) ?? spot.sides;
      const inner = { subject: `${spot.subject}${step}`, sides, renamed };
      if (oldChild && newChild) yield* compare(oldChild, newChild, inner);
      else if (haveEqualType && isReported(oldFact, fact)) {
        const kind = newChild ? 'added' : 'removed';
        const text = factText(fact);
        yield { ...inner, change: { kind, fact }, what: text === '' ? kind : `${kind} (${text})` };
      }
    }
  }

  /** Returns the sides of a fact in another one, or undefined if it has the sides of the other one. */
  function sidesWithin({ kind }: Fact, child: Fact): readonly Side[] | undefined {
    if (kind === 'contract' && child.kind === 'schema') return sidesOf(child.step);
    return kind === 'contract' || kind === 'operation' ? [sideOf(child.kind)] : undefined;
  }

  return [...compare(oldContract, newContract, { subject: '', sides: [], renamed: [] })];
}

const childrenOf = ({ children }: Fact): ReadonlyMap<string, Fact> =>
  new Map(children.map((child) => [child.step, child]));

/** Returns whether a fact is reported that only one contract has. Operations tell of the responses and the security schemes that they share. */
const isReported = (outer: Fact, { kind }: Fact): boolean =>
  outer.kind !== 'contract' || kind === 'operation' || kind === 'schema';

/** Returns whether facts refer to different components. The type of a union names its components. */
const haveOtherNames = (oldFact: Fact, newFact: Fact): boolean =>
  oldFact.component !== newFact.component &&
  ![oldFact, newFact].some(({ traits }) => 'union' in traits);

/** Returns the type of a fact as text, null aside. */
const plainType = ({ traits }: Fact): string =>
  namesIn(traits['type'])
    .filter((type) => type !== 'null')
    .join(' | ');

/** Returns the fact with what its component says in the place of the reference. */
function openFact(fact: Fact, contract: Fact): Fact {
  const component = childrenOf(contract).get(fact.component);
  if (component === undefined) return fact;
  // The reference has the name of the component, which is its title.
  const traits = omit(component.traits, 'title', 'exported as');
  const nulls = namesIn(fact.traits['type']).filter((name) => name === 'null');
  const type = [...new Set([...namesIn(traits['type']), ...nulls])];
  const own = omit(fact.traits, 'type');
  return {
    ...component,
    kind: fact.kind,
    traits: { ...traits, ...own, ...(type.length > 0 && { type }) },
  };
}

const omit = (traits: JsonObject, ...names: string[]): JsonObject =>
  Object.fromEntries(Object.entries(traits).filter(([name]) => !names.includes(name)));

/** Returns a difference for each trait that has another value. */
const traitDifferences = (oldFact: Fact, newFact: Fact, spot: Spot): Difference[] =>
  Object.keys({ ...oldFact.traits, ...newFact.traits })
    .map((name) => ({ name, oldValue: oldFact.traits[name], newValue: newFact.traits[name] }))
    .filter(({ oldValue, newValue }) => !isDeepStrictEqual(oldValue, newValue))
    // The type says that a fact becomes a union, or no longer is one.
    .filter(({ name, oldValue, newValue }) => name !== 'union' || (oldValue && newValue))
    .map(({ name, oldValue, newValue }) => {
      const change = { kind: 'trait', name, fact: oldFact, newValue } as const;
      return { ...spot, change, what: changeText(name, oldValue, newValue) };
    });

/** `maxLength 60 -> 255`, `string -> string | null`, `required -> optional`, `format uri added`. */
function changeText(name: string, oldValue: Json | undefined, newValue: Json | undefined): string {
  if (isText(name)) return name;
  if (oldValue === undefined) return `${traitText(name, newValue ?? null)} added`;
  if (newValue === undefined) return `${traitText(name, oldValue)} removed`;
  const [oldText, newText] = [traitText(name, oldValue), traitText(name, newValue)];
  const areNamed = [oldText, newText].every((text) => text.startsWith(`${name} `));
  return `${oldText} -> ${areNamed ? newText.slice(name.length + 1) : newText}`;
}
