import { contentText, isText, traitsWhere, typeText, type Fact } from '../contract/fact.js';
import { asObject, byCodeUnit, canonical } from '../shared/json.js';
import { groupBy } from '../shared/values.js';

/** Two facts to compare. One is undefined if only the other contract has it. */
export type Pair = readonly [oldFact: Fact | undefined, newFact: Fact | undefined];

const isBranch = ({ kind }: Fact): boolean => kind === 'branch';

/** Returns whether a fact is a union. A union of one component is that component. */
export const isUnion = ({ children }: Fact): boolean => children.some(isBranch);

/** Traits that belong to the place of a schema, not to one branch of it. */
const placeTraits = [
  'default',
  'deprecated',
  'discriminator',
  'exported as',
  'mapping',
  'nullable',
  'readOnly',
  'required',
  'union',
  'writeOnly',
];

const isOfPlace = (trait: string): boolean => placeTraits.includes(trait) || isText(trait);

/** Returns a fact as a union, if necessary of one branch. Its branches say what its type is. */
export function asUnion(fact: Fact): Fact {
  if (isUnion(fact)) return { ...fact, traits: traitsWhere(fact, (name) => name !== 'type') };
  const traits = traitsWhere(fact, (name) => !isOfPlace(name));
  const branch: Fact = { ...fact, kind: 'branch', suffix: `<${typeText(fact)}>`, traits };
  return { ...fact, traits: traitsWhere(fact, isOfPlace), children: [branch] };
}

/**
 * Pairs the facts inside two facts: branches by what they say, all others by name. Branches that are
 * equal come first, then those with the same constants, as a discriminator has them, then those of
 * one type, then components, then all that is left.
 */
export const pairChildren = (oldFact: Fact, newFact: Fact): Pair[] => [
  ...pairBy([suffixOf], othersIn(oldFact), othersIn(newFact)),
  ...pairBy(branchKeys, branchesIn(oldFact), branchesIn(newFact)),
];

const branchesIn = ({ children }: Fact): Fact[] => children.filter(isBranch);
const othersIn = ({ children }: Fact): Fact[] => children.filter((fact) => !isBranch(fact));

/** Returns a text that is equal for facts that belong together; '' if a fact belongs to none. */
type KeyOf = (fact: Fact) => string;

/** Pairs facts of equal keys. What one key leaves over is paired by the next one. */
function pairBy(keys: readonly KeyOf[], oldFacts: Fact[], newFacts: Fact[]): Pair[] {
  const pairs: Pair[] = [];
  const oldLeft = new Set(oldFacts);
  const newLeft = new Set(newFacts);
  for (const keyOf of keys) {
    const free = groupBy([...newLeft], keyOf);
    for (const oldFact of oldLeft) {
      const key = keyOf(oldFact);
      const newFact = key === '' ? undefined : free.get(key)?.shift();
      if (newFact === undefined) continue;
      pairs.push([oldFact, newFact]);
      oldLeft.delete(oldFact);
      newLeft.delete(newFact);
    }
  }
  const removed = [...oldLeft].map((fact): Pair => [fact, undefined]);
  return [...pairs, ...removed, ...[...newLeft].map((fact): Pair => [undefined, fact])];
}

const suffixOf: KeyOf = ({ suffix }) => suffix;
const constantsOf: KeyOf = ({ children }) =>
  children
    .filter(({ traits }) => asObject(traits['enum'])['isOpen'] === false)
    .map(({ suffix, traits }) => `${suffix} ${canonical(traits['enum'] ?? null)}`)
    .sort(byCodeUnit)
    .join();
const referenceOf: KeyOf = ({ component }) => (component === '' ? '' : 'component');
const branchKeys: readonly KeyOf[] = [
  contentText,
  constantsOf,
  typeText,
  referenceOf,
  () => 'left',
];
