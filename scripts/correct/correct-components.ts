import { isDeepStrictEqual } from 'node:util';
import { propertyText } from '../contract/fact.js';
import type { Components } from '../name/name-components.js';
import { asArray, asObject, type JsonObject } from '../shared/json.js';
import type { Report } from '../shared/report.js';
import { SpecError } from '../shared/spec-error.js';
import type { Correction } from './read-corrections.js';

/**
 * Applies the corrections to the components.
 *
 * @throws SpecError for a correction whose property is gone, or which changes nothing.
 */
export function correctComponents(
  { operations, components }: Components,
  corrections: readonly Correction[],
  report: Report,
): Components {
  const corrected = new Map(components);
  for (const correction of corrections) {
    const name = componentName(correction, [...corrected.keys()]);
    const component = corrected.get(name);
    const path = correction.fact.slice(name.length);
    const schema = changeProperty(component?.schema ?? {}, path, changes[correction.shouldBe]);
    if (!component || !schema) throw targetGone(correction);
    if (isDeepStrictEqual(schema, component.schema)) throw changesNothing(correction);
    corrected.set(name, { ...component, schema });
  }
  report.countRepair('correction of openapi/corrections.yaml applied', corrections.length);
  return { operations, components: corrected };
}

/**
 * Returns an earlier document as it was before its corrections, so that its schemas can be compared
 * with published ones. A correction that the document does not have is left out.
 */
export function undoCorrections(
  document: JsonObject,
  corrections: readonly Correction[],
): JsonObject {
  const components = asObject(document['components']);
  const schemas = { ...asObject(components['schemas']) };
  for (const correction of corrections) {
    const name = componentName(correction, Object.keys(schemas));
    const path = correction.fact.slice(name.length);
    const schema = changeProperty(asObject(schemas[name]), path, inverses[correction.shouldBe]);
    if (schema) schemas[name] = schema;
  }
  return { ...document, components: { ...components, schemas } };
}

/** Returns the name of the component whose property is corrected. It is '' if there is none. */
function componentName({ fact }: Correction, names: readonly string[]): string {
  const [longest = ''] = names
    .filter((name) => fact.startsWith(`${name}.`))
    .sort((a, b) => b.length - a.length);
  return longest;
}

/** Returns an object schema with one property changed. */
type PropertyChange = (owner: JsonObject, name: string) => JsonObject;

/**
 * Changes the property to which a path of contract.txt leads, such as `.spec.classes[].name`.
 *
 * @returns undefined if there is no such property.
 */
function changeProperty(
  schema: JsonObject,
  path: string,
  change: PropertyChange,
): JsonObject | undefined {
  if (path.startsWith('[]')) {
    const items = changeProperty(asObject(schema['items']), path.slice(2), change);
    return items && { ...schema, items };
  }
  const properties = asObject(schema['properties']);
  const name = Object.keys(properties).find((key) => leadsTo(path, key));
  if (name === undefined) return undefined;
  const rest = path.slice(1 + propertyText(name).length);
  if (rest === '') return change(schema, name);
  const property = changeProperty(asObject(properties[name]), rest, change);
  return property && { ...schema, properties: { ...properties, [name]: property } };
}

const leadsTo = (path: string, name: string): boolean =>
  path === `.${propertyText(name)}` ||
  ['.', '[]'].some((next) => path.startsWith(`.${propertyText(name)}${next}`));

const makeOptional: PropertyChange = (owner, name) => {
  const { required, ...rest } = owner;
  const others = asArray(required).filter((other) => other !== name);
  return others.length === 0 ? rest : { ...owner, required: others };
};

const makeRequired: PropertyChange = (owner, name) => ({
  ...owner,
  required: [...new Set([...asArray(owner['required']), name])],
});

const makeNullable: PropertyChange = (owner, name) => {
  const properties = asObject(owner['properties']);
  const schema = asObject(properties[name]);
  if (isNullable(schema)) return owner;
  const { type } = schema;
  const nullable =
    type === undefined
      ? { anyOf: [schema, { type: 'null' }] }
      : { ...schema, type: [type, 'null'].flat() };
  return { ...owner, properties: { ...properties, [name]: nullable } };
};

const makeNonNullable: PropertyChange = (owner, name) => {
  const properties = asObject(owner['properties']);
  const schema = asObject(properties[name]);
  if (!isNullable(schema)) return owner;
  const [only, ...others] = [schema['type'] ?? []].flat().filter((type) => type !== 'null');
  const published =
    only === undefined
      ? asObject(asArray(schema['anyOf'])[0])
      : { ...schema, type: others.length > 0 ? [only, ...others] : only };
  return { ...owner, properties: { ...properties, [name]: published } };
};

const isNullable = ({ type, anyOf }: JsonObject): boolean =>
  [type].flat().includes('null') ||
  asArray(anyOf).some((branch) => asObject(branch)['type'] === 'null');

/** What each correction does, by what the property should be. */
const changes = { optional: makeOptional, required: makeRequired, nullable: makeNullable };
/** What takes each correction back. */
const inverses = { optional: makeRequired, required: makeOptional, nullable: makeNonNullable };

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
