import { traitText } from '../contract/fact.js';
import { asArray, asObject, canonical, type Json } from '../shared/json.js';

/** One change of a trait. A value is undefined if the trait is absent. */
export interface TraitStep {
  readonly name: string;
  readonly oldValue: Json | undefined;
  readonly newValue: Json | undefined;
  /** The change as people read it: `required -> optional`. */
  readonly what: string;
}

/**
 * Returns the change of a trait as one step, or as one for each value that an enum gains or loses.
 */
export function traitSteps(
  name: string,
  oldValue: Json | undefined,
  newValue: Json | undefined,
): TraitStep[] {
  // A change of the type says that a fact became a union, or no longer is one.
  if (name === 'union' && (oldValue === undefined || newValue === undefined)) return [];
  const { isOpen = null, values } = asObject(oldValue);
  const oldValues = asArray(values);
  const onlyValuesChanged = name === 'enum' && isOpen === asObject(newValue)['isOpen'];
  if (!onlyValuesChanged) {
    return [{ name, oldValue, newValue, what: changeText(name, oldValue, newValue) }];
  }
  const enumStep = (value: Json, change: string, newValues: Json[]): TraitStep => ({
    name,
    oldValue,
    newValue: { isOpen, values: newValues },
    what: `enum value ${traitText('union', value)} ${change}`,
  });
  const removed = lostValues(oldValue, newValue).map((value) => {
    const others = oldValues.filter((other) => canonical(other) !== canonical(value));
    return enumStep(value, 'removed', others);
  });
  const added = lostValues(newValue, oldValue).map((value) =>
    enumStep(value, 'added', [...oldValues, value]),
  );
  return [...removed, ...added];
}

/** Returns the values of an enum that another one does not list. */
export function lostValues(oldEnum: Json | undefined, newEnum: Json | undefined): Json[] {
  const listed = asArray(asObject(newEnum)['values']).map(canonical);
  return asArray(asObject(oldEnum)['values']).filter((value) => !listed.includes(canonical(value)));
}

/** `maxLength 60 -> 255`, `string -> string | null`, `required -> optional`, `format uri added`. */
function changeText(name: string, oldValue: Json | undefined, newValue: Json | undefined): string {
  if (oldValue === undefined) return `${traitText(name, newValue ?? null)} added`;
  if (newValue === undefined) return `${traitText(name, oldValue)} removed`;
  const [oldText, newText] = [traitText(name, oldValue), traitText(name, newValue)];
  const areNamed = [oldText, newText].every((text) => text.startsWith(`${name} `));
  return `${oldText} -> ${areNamed ? newText.slice(name.length + 1) : newText}`;
}
