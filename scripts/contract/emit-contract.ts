import type { Contract } from '../merge/merge-contract.js';
import { byCodeUnit } from '../shared/json.js';
import { factText, type Fact } from './fact.js';
import { readFacts } from './read-facts.js';

/**
 * Writes a contract as text, one fact a line and each component once, without documentation. A
 * reference is the name of its component, so that a change of a component is a change of one line.
 *
 * @returns The text of contract.txt: operations, components, shared responses, security schemes,
 * each in code unit order.
 */
export const emitContract = (contract: Contract): string =>
  readFacts(contract)
    .children.flatMap((fact) => linesOf(fact, fact.suffix).sort(byCodeUnit))
    .map((line) => `${line}\n`)
    .join('');

/** Returns the lines of a fact. One that says nothing has a line only if no line stands inside it. */
function linesOf(fact: Fact, subject: string): string[] {
  const inner = fact.children
    // The type of a union names the components among its branches.
    .filter((child) => child.kind !== 'branch' || factText(child) !== child.component)
    .flatMap((child) => linesOf(child, `${subject}${child.suffix}`));
  const text = factText(fact);
  if (text === '') return inner.length > 0 ? inner : [subject];
  return [`${subject}: ${text}`, ...inner];
}
