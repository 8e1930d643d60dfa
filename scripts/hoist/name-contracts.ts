import { byCodeUnit } from '../json.js';
import { pascalCase } from '../pascal-case.js';
import { SpecError, type Place } from '../spec-error.js';

/**
 * Gives each component the name under which its type is exported: `connect.v1.CustomConnectorPlugin`
 * becomes `ConnectV1CustomConnectorPlugin`. One that would shadow a global type or value, or a name
 * that the package itself exports, gets `Schema` appended.
 *
 * @param components - Where each component was first met, by its name.
 * @param reserved - Names that are spoken for.
 * @returns The exported name by component name.
 * @throws SpecError for two components that give one name, and for one that gives none.
 */
export function nameContracts(
  components: ReadonlyMap<string, Place>,
  reserved: ReadonlySet<string>,
): Record<string, string> {
  const names: Record<string, string> = {};
  const owners = new Map<string, string>();
  for (const [component, at] of [...components].sort(([a], [b]) => byCodeUnit(a, b))) {
    const pascal = pascalCase(component);
    const name = reserved.has(pascal) ? `${pascal}Schema` : pascal;
    if (!/^[A-Z]/.test(name)) {
      throw new SpecError(
        at,
        `the title of ${JSON.stringify(component)}, which gives no type name`,
        'have the publisher give a title that starts with a letter',
      );
    }
    const other = owners.get(name);
    if (other !== undefined) {
      throw new SpecError(
        at,
        `the titles of ${other} and ${component} give one type name, ${name}`,
        'have the publisher rename one of them',
      );
    }
    owners.set(name, component);
    names[component] = name;
  }
  return names;
}
