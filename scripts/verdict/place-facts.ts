import { namesIn, subjectWithin, type Fact } from '../contract/fact.js';
import type { Facts } from '../contract/read-facts.js';

/** Who writes what a fact is about: callers write requests, the server writes responses. */
export type Side = 'request' | 'response';

/** Where a fact stands. */
export interface Spot {
  /** As contract.txt has it. */
  readonly subject: string;
  /** The way to it from the operation on, through components. */
  readonly place: string;
  readonly side: Side;
}

/** A fact at one place of an operation. */
export interface PlacedFact extends Spot {
  readonly fact: Fact;
  /** What the component says to which the fact refers. */
  readonly component: Fact | undefined;
  /** The place around this one; '' where there is none. */
  readonly around: string;
}

/** Returns the facts by place, with those of a component at every place that refers to it. */
export function placeFacts(facts: Facts): ReadonlyMap<string, PlacedFact> {
  const placed = new Map<string, PlacedFact>();
  const add = (fact: Fact, spot: Spot, around: string, opened: readonly string[]): void => {
    const component = facts.components.get(fact.component);
    placed.set(spot.place, { ...spot, fact, component, around });
    // A component that holds itself is not opened again.
    const inner = component && !opened.includes(fact.component) ? component : fact;
    const within = inner === fact ? opened : [...opened, fact.component];
    for (const child of inner.children) {
      add(
        child,
        {
          subject:
            inner === fact
              ? subjectWithin(spot.subject, fact, child)
              : `${fact.component}${child.step}`,
          place: subjectWithin(spot.place, fact, child),
          side: fact.kind === 'operation' ? sideOf(child) : spot.side,
        },
        spot.place,
        within,
      );
    }
  };
  for (const fact of [...facts.operations, ...facts.securitySchemes, ...facts.exportedTypes]) {
    add(fact, { subject: fact.step, place: fact.step, side: 'response' }, '', []);
  }
  return placed;
}

const sideOf = ({ kind }: Fact): Side =>
  kind === 'parameter' || kind === 'request body' ? 'request' : 'response';

/** Returns the fact with what its component says put in the place of the reference. */
export function openFact({ fact, component }: PlacedFact): Fact {
  if (component === undefined) return fact;
  const types = namesIn(component.traits['type']);
  const isNullable = namesIn(fact.traits['type']).includes('null') && !types.includes('null');
  const type = isNullable ? [...types, 'null'] : types;
  const own = Object.entries(fact.traits).filter(([name]) => name !== 'type');
  // The title of a component is its name, which the reference tells.
  const texts = Object.entries(component.texts).filter(([name]) => name !== 'title');
  return {
    ...fact,
    traits: {
      ...component.traits,
      ...Object.fromEntries(own),
      ...(type.length > 0 && { type }),
    },
    texts: { ...Object.fromEntries(texts), ...fact.texts },
  };
}
