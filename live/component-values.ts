import { asArray, asObject, isObject } from '../scripts/shared/json.js';
import type { Json, JsonObject } from '../scripts/shared/json.js';
import { follow } from './contract.js';

/**
 * Returns the values in a body that the schema of a component describes. All branches of a oneOf,
 * an anyOf and an allOf count as describing it.
 *
 * @param schema JSON pointer to the schema of the body.
 */
export function findComponentValues(
  document: JsonObject,
  component: string,
  { schema, body }: { schema: string; body: Json },
): Json[] {
  const wanted = `#/components/schemas/${component}`;
  const visit = (given: Json | undefined, value: Json | undefined): Json[] => {
    if (value === undefined) return [];
    const reference = asObject(given)['$ref'];
    const resolved =
      typeof reference === 'string' ? follow(document, reference)?.value : asObject(given);
    if (resolved === undefined) return [];
    const own = reference === wanted && isObject(value) ? [value] : [];
    const branches = ['oneOf', 'anyOf', 'allOf'].flatMap((key) => asArray(resolved[key]));
    const record = asObject(value);
    return [
      ...own,
      ...branches.flatMap((branch) => visit(branch, value)),
      ...asArray(value).flatMap((item) => visit(resolved['items'], item)),
      ...Object.entries(asObject(resolved['properties'])).flatMap(([name, property]) =>
        visit(property, Object.hasOwn(record, name) ? record[name] : undefined),
      ),
    ];
  };
  return visit({ $ref: schema }, body);
}
