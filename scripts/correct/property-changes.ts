import { asArray, asObject, type JsonObject } from '../shared/json.js';

/** Changes a property of an object schema. It returns the same schema if there is nothing to do. */
export type PropertyChange = (owner: JsonObject, name: string) => JsonObject;

const makeOptional: PropertyChange = (owner, name) => {
  const { required, ...rest } = owner;
  const names = asArray(required);
  if (!names.includes(name)) return owner;
  const kept = names.filter((other) => other !== name);
  return kept.length === 0 ? rest : { ...owner, required: kept };
};

const makeRequired: PropertyChange = (owner, name) => {
  const names = asArray(owner['required']);
  return names.includes(name) ? owner : { ...owner, required: [...names, name] };
};

const makeNullable: PropertyChange = (owner, name) =>
  withProperty(owner, name, (schema) => {
    if (isNullable(schema)) return schema;
    const { type } = schema;
    if (type !== undefined) return { ...schema, type: [type, 'null'].flat() };
    return { anyOf: [schema, { type: 'null' }] };
  });

const makeNonNullable: PropertyChange = (owner, name) =>
  withProperty(owner, name, (schema) => {
    if (!isNullable(schema)) return schema;
    const [only, ...others] = [schema['type'] ?? []].flat().filter((type) => type !== 'null');
    if (only !== undefined)
      return { ...schema, type: others.length > 0 ? [only, ...others] : only };
    return asObject(asArray(schema['anyOf'])[0]);
  });

const isNullable = ({ type, anyOf }: JsonObject): boolean =>
  [type].flat().includes('null') ||
  asArray(anyOf).some((branch) => asObject(branch)['type'] === 'null');

function withProperty(
  owner: JsonObject,
  name: string,
  change: (schema: JsonObject) => JsonObject,
): JsonObject {
  const properties = asObject(owner['properties']);
  const schema = asObject(properties[name]);
  const changed = change(schema);
  if (changed === schema) return owner;
  return { ...owner, properties: { ...properties, [name]: changed } };
}

/** What each correction does, by what the property should be. */
export const corrected = { optional: makeOptional, required: makeRequired, nullable: makeNullable };
/** What takes each correction back. */
export const published = {
  optional: makeRequired,
  required: makeOptional,
  nullable: makeNonNullable,
};
