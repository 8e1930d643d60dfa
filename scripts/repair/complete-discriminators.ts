import { unwrapAllOf } from '../shared/annotations.js';
import { asArray, asObject, isObject, type Json, type JsonObject } from '../shared/json.js';
import { mapChildSchemas, mapOperationSchemas, type SchemaMap } from '../shared/map-schemas.js';
import type { Operation } from '../shared/operation.js';
import { targetOf } from '../shared/references.js';
import type { Report } from '../shared/report.js';
import { placeText, type Place } from '../shared/spec-error.js';

/**
 * Gives each discriminator a mapping to all titled branches beside it. Without one, a branch would
 * stand for the name of its component, which no server sends. The value of a branch is the single
 * enum value of its discriminator property. If a branch has none, the discriminator is left out with
 * a warning: the branches by themselves say what is known.
 */
export function completeDiscriminators(operation: Operation, report: Report): Operation {
  const complete: SchemaMap = (schema, place) => {
    if (!isObject(schema)) return schema;
    const mapped = mapChildSchemas(schema, place, complete);
    return isObject(mapped['discriminator']) ? completeMapping(mapped, place, report) : mapped;
  };
  return mapOperationSchemas(operation, complete);
}

function completeMapping(schema: JsonObject, place: Place, report: Report): JsonObject {
  const { discriminator, ...rest } = schema;
  const { mapping, propertyName } = asObject(discriminator);
  const given = asObject(mapping);
  const mappedTitles = Object.values(given).map(titleOf);
  const unmapped = [...asArray(rest['oneOf']), ...asArray(rest['anyOf'])].filter((branch) => {
    const title = titleOf(branch);
    return title !== undefined && !mappedTitles.includes(title);
  });
  if (unmapped.length === 0) return schema;
  const added = unmapped.map((branch) => [literalOf(branch, propertyName), branch] as const);
  const known = added.flatMap(([value, branch]) =>
    value === undefined ? [] : [[value, branch] as const],
  );
  const values = [...Object.keys(given), ...known.map(([value]) => value)];
  if (known.length < added.length || new Set(values).size < values.length) {
    report.warn(
      `${placeText(place)}: a discriminator without a value for each branch, which is left out`,
    );
    return rest;
  }
  report.countRepair('value of a branch added to a discriminator mapping', known.length);
  const completed = { ...given, ...Object.fromEntries(known) };
  return { ...rest, discriminator: { ...asObject(discriminator), mapping: completed } };
}

/** Returns the title of a schema, or of the schema that it refers to. */
function titleOf(schema: Json): string | undefined {
  const inner = unwrapAllOf(asObject(schema)).schema;
  const target = targetOf(inner);
  if (target?.kind === 'title') return target.title;
  return typeof inner['title'] === 'string' && inner['title'] !== '' ? inner['title'] : undefined;
}

/** Returns the one value that a branch allows for the property. */
function literalOf(branch: Json, propertyName: Json | undefined): string | undefined {
  if (typeof propertyName !== 'string') return undefined;
  const properties = asObject(unwrapAllOf(asObject(branch)).schema['properties']);
  const property = Object.hasOwn(properties, propertyName) ? properties[propertyName] : undefined;
  const { enum: values, const: constant } = unwrapAllOf(asObject(property)).schema;
  const [value, ...others] = [...asArray(values), ...(constant === undefined ? [] : [constant])];
  return typeof value === 'string' && others.length === 0 ? value : undefined;
}
