import type { Correction } from '../scripts/correct/read-corrections.js';
import { asArray, asObject, isObject } from '../scripts/shared/json.js';
import type { Json } from '../scripts/shared/json.js';
import { findComponentValues } from './component-values.js';
import { declaredResponse } from './contract.js';
import type { Contract } from './contract.js';
import type { Observation } from './connect.js';

/** What the responses say about a correction. */
export interface CorrectionVerdict extends Pick<Correction, 'fact' | 'shouldBe'> {
  /**
   * `needed`: a value broke the published schema. `no longer needed`: values were seen, and none
   * broke it. `unknown`: there was no value that could have broken it.
   */
  readonly verdict: 'needed' | 'no longer needed' | 'unknown';
  /** The number of values that broke the published schema. */
  readonly broken: number;
  /** The number of values that could have broken it. */
  readonly seen: number;
}

/** Judges a correction by all responses. */
export function judgeCorrection(
  contract: Contract,
  correction: Correction,
  observations: readonly Observation[],
): CorrectionVerdict {
  const { component, owner, property } = splitFact(contract, correction.fact);
  const owners = observations.flatMap(({ path, status, body }) => {
    const declared = declaredResponse(contract, path, status);
    if (declared.kind === 'undeclared' || !declared.schema || body.kind !== 'json') return [];
    const place = { schema: declared.schema, body: body.value };
    const values = findComponentValues(contract.document, component, place);
    return owner.reduce(stepInto, values).filter(isObject);
  });
  const present = owners.filter((value) => Object.hasOwn(value, property));
  switch (correction.shouldBe) {
    case 'optional':
      return judge(correction, owners.length - present.length, owners.length);
    case 'nullable':
      return judge(
        correction,
        present.filter((value) => value[property] === null).length,
        present.length,
      );
    case 'required':
      // A stricter schema than the published one: no value that holds to it breaks the published one.
      return judge(correction, 0, 0);
  }
}

function judge({ fact, shouldBe }: Correction, broken: number, seen: number): CorrectionVerdict {
  if (seen === 0) return { fact, shouldBe, verdict: 'unknown', broken, seen };
  return { fact, shouldBe, verdict: broken > 0 ? 'needed' : 'no longer needed', broken, seen };
}

/** Splits `Component.owner.property`; names of components have dots themselves. */
function splitFact(
  { document }: Contract,
  fact: string,
): { component: string; owner: string[]; property: string } {
  const components = Object.keys(asObject(asObject(document['components'])['schemas']));
  const component = components
    .filter((name) => fact.startsWith(`${name}.`))
    .reduce((longest, name) => (name.length > longest.length ? name : longest), '');
  const steps = fact
    .slice(component.length + 1)
    .replaceAll('[]', '.[]')
    .split('.');
  return { component, owner: steps.slice(0, -1), property: steps.at(-1) ?? '' };
}

/** Returns the items of the values for the step '[]', and otherwise their property of that name. */
function stepInto(values: readonly Json[], step: string): Json[] {
  if (step === '[]') return values.flatMap(asArray);
  return values.flatMap((value) =>
    isObject(value) && Object.hasOwn(value, step) ? [value[step] ?? null] : [],
  );
}
