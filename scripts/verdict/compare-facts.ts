import { isDeepStrictEqual } from 'node:util';
import { factText, isText, traitText, type Fact } from '../contract/fact.js';
import type { Json, JsonObject } from '../shared/json.js';
import { sideOf, type Side } from './sides.js';
import { asUnion, isUnion, pairChildren } from './unions.js';

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
      readonly oldFact: Fact;
      readonly newFact: Fact;
    };

/** A position in both contracts. */
interface Position extends Pick<Difference, 'subject' | 'sides'> {
  /** The renamed components on the way here. They stop at a component that contains itself. */
  readonly renamed: readonly string[];
}

/**
 * Compares two contracts fact by fact. If a whole object is added or removed, only that is reported,
 * not the parts inside it. If a component has another name, what it says is compared where it is used.
 *
 * @param sidesOf - Returns the sides of a component schema.
 */
export function compareFacts(
  oldContract: Fact,
  newContract: Fact,
  sidesOf: (component: string) => readonly Side[],
): Difference[] {
  function* compare(oldGiven: Fact, newGiven: Fact, position: Position): Generator<Difference> {
    const names = `${oldGiven.component} -> ${newGiven.component}`;
    const areUnions = isUnion(oldGiven) || isUnion(newGiven);
    const isRenamed = oldGiven.component !== newGiven.component && !areUnions;
    if (isRenamed && position.renamed.includes(names)) return;
    const prepare = (fact: Fact, contract: Fact): Fact => {
      if (areUnions) return asUnion(fact);
      return isRenamed ? openFact(fact, contract) : fact;
    };
    const [oldFact, newFact] = [prepare(oldGiven, oldContract), prepare(newGiven, newContract)];
    const haveOneType = isDeepStrictEqual(oldFact.traits['type'], newFact.traits['type']);
    const nameChange = changeText('type', oldGiven.traits['type'], newGiven.traits['type']);
    if (isRenamed && haveOneType) {
      yield { ...position, change: { kind: 'renamed', fact: newGiven }, what: nameChange };
    }
    for (const { name, what } of changedTraits(oldFact, newFact)) {
      const change = { kind: 'trait', name, oldFact, newFact } as const;
      yield { ...position, change, what: name === 'type' ? nameChange : what };
    }
    const renamed = isRenamed ? [...position.renamed, names] : position.renamed;
    for (const [oldChild, newChild] of pairChildren(oldFact, newFact)) {
      const fact = newChild ?? oldChild;
      if (fact === undefined) continue;
      const sides = sidesWithin(oldFact, fact) ?? position.sides;
      const inner = { subject: `${position.subject}${fact.suffix}`, sides, renamed };
      if (oldChild && newChild) yield* compare(oldChild, newChild, inner);
      else if (haveOneType && isReported(oldFact, fact)) {
        const kind = newChild ? 'added' : 'removed';
        const text = factText(fact);
        yield { ...inner, change: { kind, fact }, what: text === '' ? kind : `${kind} (${text})` };
      }
    }
  }

  /** Returns the sides of a fact in another one, or undefined if it has the sides of the other one. */
  function sidesWithin({ kind }: Fact, child: Fact): readonly Side[] | undefined {
    if (kind === 'contract' && child.kind === 'schema') return sidesOf(child.suffix);
    return kind === 'contract' || kind === 'operation' ? [sideOf(child.kind)] : undefined;
  }

  return [...compare(oldContract, newContract, { subject: '', sides: [], renamed: [] })];
}

/**
 * Returns whether a fact is reported that only one contract has. Shared responses and security
 * schemes are reported where an operation uses them.
 */
const isReported = (outer: Fact, { kind }: Fact): boolean =>
  outer.kind !== 'contract' || kind === 'operation' || kind === 'schema';

/** Returns the fact with what its component says in the place of the reference. */
function openFact(fact: Fact, contract: Fact): Fact {
  const component = contract.children.find(({ suffix }) => suffix === fact.component);
  if (component === undefined) return fact;
  // The reference has the name of the component, which is its title.
  const traits = omit(component.traits, 'title', 'exported as');
  return { ...component, kind: fact.kind, traits: { ...traits, ...omit(fact.traits, 'type') } };
}

const omit = (traits: JsonObject, ...names: string[]): JsonObject =>
  Object.fromEntries(Object.entries(traits).filter(([name]) => !names.includes(name)));

/** Returns the traits that have different values, with each change as people read it. */
const changedTraits = (oldFact: Fact, newFact: Fact): { name: string; what: string }[] =>
  Object.keys({ ...oldFact.traits, ...newFact.traits })
    .map((name) => ({ name, oldValue: oldFact.traits[name], newValue: newFact.traits[name] }))
    .filter(({ oldValue, newValue }) => !isDeepStrictEqual(oldValue, newValue))
    // The branches say that a fact becomes a union, or no longer is one.
    .filter(({ name, oldValue, newValue }) => name !== 'union' || (oldValue && newValue))
    .map(({ name, oldValue, newValue }) => ({ name, what: changeText(name, oldValue, newValue) }));

/** `maxLength 60 -> 255`, `string -> integer`, `required -> optional`, `format uri added`. */
function changeText(name: string, oldValue: Json | undefined, newValue: Json | undefined): string {
  if (isText(name)) return name;
  if (oldValue === undefined) return `${traitText(name, newValue ?? null)} added`;
  if (newValue === undefined) return `${traitText(name, oldValue)} removed`;
  const [oldText, newText] = [traitText(name, oldValue), traitText(name, newValue)];
  const areNamed = [oldText, newText].every((text) => text.startsWith(`${name} `));
  return `${oldText} -> ${areNamed ? newText.slice(name.length + 1) : newText}`;
}
