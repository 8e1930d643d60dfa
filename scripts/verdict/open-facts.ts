import { traitsWhere, type Fact } from '../contract/fact.js';
import { asUnion, isUnion } from './unions.js';

type Both = readonly [oldFact: Fact, newFact: Fact];
type Placed = readonly [fact: Fact, contract: Fact];

/** Returns two facts that can be compared: both as unions if one of them is a union. */
export const asAlike = (oldFact: Fact, newFact: Fact): Both =>
  isUnion(oldFact) || isUnion(newFact) ? [asUnion(oldFact), asUnion(newFact)] : [oldFact, newFact];

/**
 * Returns two facts with what their components say in the places of the references. A reference stays
 * if the other component is a union and has it as a branch.
 */
export function openFacts([oldFact, oldContract]: Placed, [newFact, newContract]: Placed): Both {
  const [oldOpened, newOpened] = [openFact(oldFact, oldContract), openFact(newFact, newContract)];
  return asAlike(
    hasBranch(newOpened, oldFact) ? oldFact : oldOpened,
    hasBranch(oldOpened, newFact) ? newFact : newOpened,
  );
}

const hasBranch = ({ children }: Fact, { component }: Fact): boolean =>
  children.some((child) => child.kind === 'branch' && child.component === component);

function openFact(fact: Fact, contract: Fact): Fact {
  const component = contract.children.find(({ suffix }) => suffix === fact.component);
  if (component === undefined) return fact;
  // The reference has the name of the component, which is its title.
  const said = traitsWhere(component, (name) => name !== 'title' && name !== 'exported as');
  const ofReference = traitsWhere(fact, (name) => name !== 'type');
  return { ...component, kind: fact.kind, traits: { ...said, ...ofReference } };
}
