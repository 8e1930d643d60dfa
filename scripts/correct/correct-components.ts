import { propertyText } from '../contract/fact.js';
import type { Component, Components } from '../name/name-components.js';
import { asObject, type JsonObject } from '../shared/json.js';
import type { Report } from '../shared/report.js';
import { SpecError } from '../shared/spec-error.js';
import { corrected, published, type PropertyChange } from './property-changes.js';
import type { Correction } from './read-corrections.js';

/**
 * Applies the corrections to the components.
 *
 * @throws SpecError for a correction whose property is gone, or which changes nothing.
 */
export function correctComponents(
  named: Components,
  corrections: readonly Correction[],
  report: Report,
): Components {
  const components = corrections.reduce<ReadonlyMap<string, Component>>((before, correction) => {
    const name = componentOf(correction, [...before.keys()]);
    const component = before.get(name);
    if (component === undefined) throw targetGone(correction);
    const path = correction.fact.slice(name.length);
    const schema = changeProperty(component.schema, path, corrected[correction.shouldBe]);
    if (schema === undefined) throw targetGone(correction);
    if (schema === component.schema) throw changesNothing(correction);
    return new Map([...before, [name, { ...component, schema }]]);
  }, named.components);
  report.countRepair('correction of openapi/corrections.yaml applied', corrections.length);
  return { ...named, components };
}

/**
 * Returns an earlier document as it was before its corrections, so that its schemas can be compared
 * with published ones. A correction that the document does not have is left out.
 */
export function undoCorrections(
  document: JsonObject,
  corrections: readonly Correction[],
): JsonObject {
  const { components } = document;
  const schemas = corrections.reduce(
    (before, correction) => {
      const name = componentOf(correction, Object.keys(before));
      const path = correction.fact.slice(name.length);
      const schema = changeProperty(asObject(before[name]), path, published[correction.shouldBe]);
      return schema ? { ...before, [name]: schema } : before;
    },
    asObject(asObject(components)['schemas']),
  );
  return { ...document, components: { ...asObject(components), schemas } };
}

/** Returns the name of the component whose property is corrected. It is '' if there is none. */
const componentOf = ({ fact }: Correction, names: readonly string[]): string =>
  names
    .filter((name) => fact.startsWith(`${name}.`))
    .reduce((longest, name) => (name.length > longest.length ? name : longest), '');

/**
 * Changes the property to which a path of contract.txt leads, such as `.spec.classes[].name`.
 *
 * @returns undefined if there is no such property. The same schema if the change does nothing.
 */
function changeProperty(
  schema: JsonObject,
  path: string,
  change: PropertyChange,
): JsonObject | undefined {
  if (path.startsWith('[]')) {
    const items = asObject(schema['items']);
    const changed = changeProperty(items, path.slice(2), change);
    return replaceIfChanged(schema, { items, changed }, (inner) => ({ ...schema, items: inner }));
  }
  const properties = asObject(schema['properties']);
  const name = Object.keys(properties).find((key) => leadsTo(path, key));
  if (name === undefined) return undefined;
  const rest = path.slice(1 + propertyText(name).length);
  if (rest === '') return change(schema, name);
  const items = asObject(properties[name]);
  const changed = changeProperty(items, rest, change);
  return replaceIfChanged(schema, { items, changed }, (inner) => ({
    ...schema,
    properties: { ...properties, [name]: inner },
  }));
}

const leadsTo = (path: string, name: string): boolean =>
  path === `.${propertyText(name)}` ||
  ['.', '[]'].some((next) => path.startsWith(`.${propertyText(name)}${next}`));

function replaceIfChanged(
  schema: JsonObject,
  { items, changed }: { items: JsonObject; changed: JsonObject | undefined },
  replace: (inner: JsonObject) => JsonObject,
): JsonObject | undefined {
  if (changed === undefined) return undefined;
  return changed === items ? schema : replace(changed);
}

const targetGone = ({ fact, place }: Correction): SpecError =>
  new SpecError(
    place,
    `a correction of ${fact}, a property that contract.txt does not have`,
    'remove the entry, or write the property as contract.txt writes it',
  );

const changesNothing = ({ fact, shouldBe, place }: Correction): SpecError =>
  new SpecError(
    place,
    `a correction that changes nothing: ${fact} is ${shouldBe} as published`,
    'remove the entry',
  );
