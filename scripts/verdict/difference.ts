import { isDeepStrictEqual } from 'node:util';
import { factText, traitText, type Fact } from '../contract/fact.js';
import { namesIn } from '../contract/keywords.js';
import { asArray, asObject, canonical, type Json } from '../shared/json.js';
import type { Side } from './component-uses.js';

/** Where a fact stands. */
export interface Spot {
  /** As contract.txt has it. */
  readonly subject: string;
  /** The first way to it, from the operation on. */
  readonly place: string;
  /** The component that the subject stands in; '' for an operation. */
  readonly component: string;
  readonly side: Side;
}

/** How a fact changed. */
export type Change =
  | { readonly kind: 'added' | 'removed'; readonly fact: Fact }
  | {
      readonly kind: 'texts' | 'value added' | 'value removed';
      readonly before: Fact;
      readonly after: Fact;
    }
  | { readonly kind: 'trait'; readonly name: string; readonly before: Fact; readonly after: Fact };

/** One difference of two contracts, not rated yet. */
export interface Difference extends Spot {
  readonly change: Change;
  /** The difference as people read it: `required -> optional`. */
  readonly what: string;
}

/** Whether a fact has another type, null aside. */
export const isReplaced = (before: Fact, after: Fact): boolean =>
  plainTypes(before) !== plainTypes(after);

const plainTypes = ({ traits }: Fact): string =>
  namesIn(traits['type'])
    .filter((type) => type !== 'null')
    .join(' | ');

/** The difference that a fact is new. */
export function additionOf(fact: Fact, spot: Spot): Difference {
  const text = factText(fact);
  return { ...spot, change: { kind: 'added', fact }, what: text ? `added (${text})` : 'added' };
}

/** The difference that a fact is gone. */
export const removalOf = (fact: Fact, spot: Spot): Difference => ({
  ...spot,
  change: { kind: 'removed', fact },
  what: 'removed',
});

/** The difference that a reference names another component. */
export const renamingOf = (before: Fact, after: Fact, spot: Spot): Difference => ({
  ...spot,
  change: { kind: 'trait', name: 'component', before, after },
  what: `${typeText(before)} -> ${typeText(after)}`,
});

/** The type of a fact, or the component that an exported type stands for. */
export const typeText = ({ traits }: Fact): string =>
  'type' in traits
    ? traitText('type', traits['type'] ?? null)
    : traitText('component', traits['component'] ?? null);

/** What two facts at one place say differently, without what stands inside them. */
export function ownDifferences(before: Fact, after: Fact, spot: Spot): Difference[] {
  const texts = isReplaced(before, after) ? [] : changedKeys(before.texts, after.texts);
  const owner = spot.subject === spot.component ? ` of ${spot.component}` : '';
  return [
    ...changedKeys(before.traits, after.traits).flatMap((name): Difference[] => {
      const [was, is] = [before.traits[name], after.traits[name]];
      // The branches tell what becomes a union, or no longer is one.
      if (name === 'union' && (was === undefined || is === undefined)) return [];
      const values = name === 'enum' ? changedValues(was, is) : undefined;
      if (values === undefined) {
        const change = { kind: 'trait', name, before, after } as const;
        return [{ ...spot, change, what: changeText(name, was, is) }];
      }
      return values.map(({ value, kind }) => ({
        ...spot,
        change: { kind, before, after },
        what: `enum ${kind.replace('value', `value ${traitText('union', value)}`)}`,
      }));
    }),
    ...(texts.length > 0
      ? [
          {
            ...spot,
            change: { kind: 'texts', before, after } as const,
            what: `${texts.join(', ')}${owner}`,
          },
        ]
      : []),
  ];
}

const changedKeys = (before: Fact['traits'], after: Fact['traits']): string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((key) => !isDeepStrictEqual(before[key], after[key]))
    .sort();

/** The values that only one of two enums has; undefined where more than the values changed. */
function changedValues(
  was: Json | undefined,
  is: Json | undefined,
): { value: Json; kind: 'value added' | 'value removed' }[] | undefined {
  if (was === undefined || is === undefined) return undefined;
  if (asObject(was)['isOpen'] !== asObject(is)['isOpen']) return undefined;
  return [
    ...beyond(was, is).map((value) => ({ value, kind: 'value removed' }) as const),
    ...beyond(is, was).map((value) => ({ value, kind: 'value added' }) as const),
  ];
}

/** The values of an enum that another one does not list. */
export function beyond(some: Json | undefined, others: Json | undefined): Json[] {
  const known = new Set(asArray(asObject(others)['values']).map(canonical));
  return asArray(asObject(some)['values']).filter((value) => !known.has(canonical(value)));
}

/** `maxLength 60 -> 255`, `string -> string | null`, `required -> optional`, `format uri added`. */
function changeText(name: string, was: Json | undefined, is: Json | undefined): string {
  if (was === undefined) return `${traitText(name, is ?? null)} added`;
  if (is === undefined) return `${traitText(name, was)} removed`;
  const [before, after] = [traitText(name, was), traitText(name, is)];
  const isNamed = [before, after].every((text) => text.startsWith(`${name} `));
  return `${before} -> ${isNamed ? after.slice(name.length + 1) : after}`;
}
