import { subjectWithin, type Fact } from '../contract/fact.js';
import type { Facts } from '../contract/read-facts.js';

/** Who writes what a fact is about: callers write requests, the server writes responses. */
export type Side = 'request' | 'response';

/** A parameter, body or response of an operation. */
export interface Message {
  readonly subject: string;
  readonly side: Side;
}

/** The side of a fact that stands directly in an operation. */
export const sideOf = ({ kind }: Fact): Side =>
  kind === 'parameter' || kind === 'request body' ? 'request' : 'response';

/** The messages in which each component is used, directly or inside another component. */
export function componentUses(facts: Facts): ReadonlyMap<string, readonly Message[]> {
  const uses = new Map<string, Message[]>();
  for (const operation of facts.operations) {
    for (const part of operation.children) {
      const message = {
        subject: subjectWithin(operation.step, operation, part),
        side: sideOf(part),
      };
      for (const component of componentsIn(part, facts, new Set())) {
        uses.set(component, [...(uses.get(component) ?? []), message]);
      }
    }
  }
  return uses;
}

/** The names of the components that a fact needs, those of `known` and all that these need aside. */
function componentsIn(fact: Fact, facts: Facts, known: ReadonlySet<string>): ReadonlySet<string> {
  const root = facts.components.get(fact.component);
  const isNew = root !== undefined && !known.has(fact.component);
  const start = isNew ? new Set([...known, fact.component]) : known;
  return [...fact.children, ...(isNew ? [root] : [])].reduce(
    (found, inner) => componentsIn(inner, facts, found),
    start,
  );
}
