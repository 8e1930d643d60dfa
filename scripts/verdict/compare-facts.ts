import { isDeepStrictEqual } from 'node:util';
import { factText, isText, stringsIn, traitText, type Fact } from '../contract/fact.js';
import type { Json } from '../shared/json.js';
import { sideOf, type Side } from './sides.js';
import { asAlike, openFacts } from './open-facts.js';
import { isUnion, pairChildren } from './unions.js';

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
  | { readonly kind: 'removed' | 'renamed'; readonly fact: Fact }
  | { readonly kind: 'added'; readonly fact: Fact; readonly isInMap: boolean }
  | {
      readonly kind: 'trait';
      readonly name: string;
      readonly oldFact: Fact;
      readonly newFact: Fact;
    };

/** A position in both contracts. */
type Position = Pick<Difference, 'subject' | 'sides'>;

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
  const namesSeen = new Set<string>();

  /** Returns whether two component names meet for the first time. A component can contain itself. */
  function isFirst(oldFact: Fact, newFact: Fact, { subject, sides }: Position): boolean {
    const names = [oldFact, newFact].map(({ component }) => component || subject);
    const key = JSON.stringify([names, sides]);
    const isNew = !namesSeen.has(key);
    namesSeen.add(key);
    return isNew;
  }

  function* compare(oldGiven: Fact, newGiven: Fact, position: Position): Generator<Difference> {
    const { subject, sides } = position;
    const isRenamed =
      !isUnion(oldGiven) && !isUnion(newGiven) && oldGiven.component !== newGiven.component;
    const isOpened = isRenamed && isFirst(oldGiven, newGiven, position);
    const [oldFact, newFact] = isOpened
      ? openFacts([oldGiven, oldContract], [newGiven, newContract])
      : asAlike(oldGiven, newGiven);
    const haveOneType = isDeepStrictEqual(oldFact.traits['type'], newFact.traits['type']);
    const isOnlyRenamed = isRenamed && (haveOneType || !isOpened);
    const nameChange = changeText('type', oldGiven.traits['type'], newGiven.traits['type']);
    if (isOnlyRenamed) {
      yield { ...position, change: { kind: 'renamed', fact: newGiven }, what: nameChange };
    }
    for (const { name, what } of changedTraits(oldFact, newFact)) {
      if (name === 'type' && isOnlyRenamed) continue;
      const change = { kind: 'trait', name, oldFact, newFact } as const;
      yield { ...position, change, what: name === 'type' ? nameChange : what };
    }
    for (const [oldChild, newChild] of pairChildren(oldFact, newFact)) {
      const fact = newChild ?? oldChild;
      if (fact === undefined) continue;
      const inner = {
        subject: `${subject}${fact.suffix}`,
        sides: sidesWithin(oldFact, fact) ?? sides,
      };
      if (oldChild && newChild) yield* compare(oldChild, newChild, inner);
      else if (haveOneType && isReported(oldFact, fact)) {
        const change: Change = newChild
          ? { kind: 'added', fact, isInMap: isMap(oldFact) }
          : { kind: 'removed', fact };
        const text = factText(fact);
        const what = text === '' ? change.kind : `${change.kind} (${text})`;
        yield { ...inner, change, what };
      }
    }
  }

  /** Returns the sides of a fact in another one, or undefined if they are those of the outer fact. */
  function sidesWithin({ kind }: Fact, child: Fact): readonly Side[] | undefined {
    if (kind === 'contract' && child.kind === 'schema') return sidesOf(child.suffix);
    return kind === 'contract' || kind === 'operation' ? [sideOf(child.kind)] : undefined;
  }

  return [...compare(oldContract, newContract, { subject: '', sides: [] })];
}

/**
 * Returns whether a fact is reported that only one contract has. Shared responses and security
 * schemes are reported where an operation uses them.
 */
const isReported = (outer: Fact, { kind }: Fact): boolean =>
  outer.kind !== 'contract' || kind === 'operation' || kind === 'schema';

/** Returns whether an object has values of one type under all names that it does not list. */
const isMap = ({ children }: Fact): boolean =>
  children.some(
    ({ suffix, traits }) => suffix === '.*' && !stringsIn(traits['type']).includes('unknown'),
  );

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
