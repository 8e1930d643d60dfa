import { namesIn, subjectWithin, type Fact } from '../contract/fact.js';
import type { Facts } from '../contract/read-facts.js';

/**
 * Who writes what a fact describes: callers write requests, the server writes responses. Callers get
 * the body of an error response as `unknown`, so it is a side of its own.
 */
export type Side = 'request' | 'response' | 'error';

/** The position of a fact in a contract. */
export interface Spot {
  /** The subject of the fact in contract.txt. */
  readonly subject: string;
  /** The path from the operation to the fact, through components. No two facts share one. */
  readonly place: string;
  /**
   * The part of the document that holds the fact: an operation with its responses, a component
   * schema, a security scheme.
   */
  readonly part: string;
  readonly side: Side;
}

/** A fact at one place of an operation. */
export interface PlacedFact extends Spot {
  readonly fact: Fact;
  /** The component to which the fact refers. */
  readonly component: Fact | undefined;
  /** Whether the fact is inside a component schema, and so in an exported type. */
  readonly isInType: boolean;
  /** The place that holds this one; '' if there is none. */
  readonly around: string;
}

/**
 * Returns the facts by place, with those of a component at every place that refers to it. A
 * component that no operation uses has a place of its own.
 */
export function placeFacts(facts: Facts): ReadonlyMap<string, PlacedFact> {
  const placed = new Map<string, PlacedFact>();
  const used = new Set<string>();
  const add = (found: Omit<PlacedFact, 'component'>, opened: readonly string[]): void => {
    const { fact, side } = found;
    const component = facts.components.get(fact.component);
    const place = freePlace(found.place, placed);
    placed.set(place, { ...found, place, component });
    const inner = { side, around: place };
    for (const child of fact.children) {
      const spot = {
        subject: subjectWithin(found.subject, fact, child),
        place: subjectWithin(place, fact, child),
        side: fact.kind === 'operation' ? sideOf(child) : side,
      };
      add({ ...found, ...inner, ...spot, fact: child }, opened);
    }
    // A component that contains itself is not opened again.
    if (component === undefined || opened.includes(component.step)) return;
    used.add(component.step);
    for (const child of component.children) {
      const spot = {
        subject: subjectWithin(component.step, component, child),
        place: subjectWithin(place, fact, child),
        part: partWithin(found),
        isInType: isSchema(fact),
      };
      add({ ...inner, ...spot, fact: child }, [...opened, component.step]);
    }
  };
  const addRoot = (fact: Fact): void => {
    const { step, kind } = fact;
    const spot = { subject: step, place: step, part: step, side: 'response', around: '' } as const;
    add({ ...spot, fact, isInType: kind === 'component' }, [step]);
  };
  const { operations, securitySchemes, exportedTypes, components } = facts;
  [...operations, ...securitySchemes, ...exportedTypes].forEach(addRoot);
  [...components.values()].filter(({ step }) => !used.has(step)).forEach(addRoot);
  return placed;
}

/** Returns whether the component to which a fact refers is a schema, not a response. */
const isSchema = ({ component, kind }: Fact): boolean =>
  component !== '' && kind !== 'error response';

/** Returns the part of the document that has what is inside a fact. */
export const partWithin = ({ fact, part }: Pick<PlacedFact, 'fact' | 'part'>): string =>
  isSchema(fact) ? fact.component : part;

/** Returns the place with a number if it is taken, as by another server with the same URL. */
function freePlace(place: string, taken: ReadonlyMap<string, unknown>): string {
  let free = place;
  for (let count = 2; taken.has(free); count += 1) free = `${place} ${String(count)}`;
  return free;
}

function sideOf({ kind }: Fact): Side {
  if (kind === 'error response') return 'error';
  return kind === 'parameter' || kind === 'request body' ? 'request' : 'response';
}

/** Returns the fact with the traits and texts of its component in the place of the reference. */
export function openFact({ fact, component }: PlacedFact): Fact {
  if (component === undefined) return fact;
  const types = namesIn(component.traits['type']);
  const isNullable = namesIn(fact.traits['type']).includes('null') && !types.includes('null');
  const type = isNullable ? [...types, 'null'] : types;
  const own = Object.entries(fact.traits).filter(([name]) => name !== 'type');
  // The title of a component is its name, and the reference has the name.
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
