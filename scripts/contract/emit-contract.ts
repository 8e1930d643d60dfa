import { byCodeUnit } from '../shared/json.js';
import { factText, subjectWithin, type Fact } from './fact.js';
import { readFacts, type NamedDocument } from './read-facts.js';

/**
 * Writes a contract as text, one fact a line and each component once, without documentation. A
 * reference is the name of its component, so that a change of a component is a change of one line.
 *
 * @returns The text of contract.txt: operations, components, security schemes, exported types, each
 * in code unit order.
 */
export function emitContract(contract: NamedDocument): string {
  const { operations, components, securitySchemes, exportedTypes } = readFacts(contract);
  return [operations, [...components.values()], securitySchemes, exportedTypes]
    .flatMap((facts) => facts.flatMap((fact) => linesOf(fact, fact.step)).sort(byCodeUnit))
    .map((line) => `${line}\n`)
    .join('');
}

/** The line of a fact and the lines inside it; what says nothing itself has a line if it is empty. */
function linesOf(fact: Fact, subject: string): string[] {
  const inner = fact.children.flatMap((child) =>
    linesOf(child, subjectWithin(subject, fact, child)),
  );
  const text = factText(fact);
  if (fact.kind === 'exported type') return [`${subject} = ${text}`];
  if (text !== '') return [`${subject}: ${text}`, ...inner];
  return inner.length > 0 ? inner : [subject];
}
