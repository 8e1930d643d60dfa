import { isObject } from '../scripts/shared/json.js';
import type { Json } from '../scripts/shared/json.js';

/** The path of a whole body. */
export const BODY_PATH = 'body';

/**
 * Returns the path of a property as a report shows it, for a JSON pointer into a body: `/data/0/id`
 * becomes `data[].id`. A property that no schema declares is `*`: its name may be private.
 */
export function toPropertyPath(
  body: Json,
  pointer: string,
  declaredNames: ReadonlySet<string>,
): string {
  let path = BODY_PATH;
  let value: Json | undefined = body;
  for (const key of pointer.split('/').slice(1)) {
    const name = key.replaceAll('~1', '/').replaceAll('~0', '~');
    if (Array.isArray(value)) {
      path = itemPath(path);
      value = value[Number(name)];
    } else {
      path = propertyPath(path, name, declaredNames);
      value = isObject(value) ? value[name] : undefined;
    }
  }
  return path;
}

/** Returns the path of each value in a body, once for each value that has it. */
export function listPropertyPaths(body: Json, declaredNames: ReadonlySet<string>): string[] {
  const visit = (value: Json, path: string): string[] => {
    if (Array.isArray(value)) {
      return [path, ...value.flatMap((item) => visit(item, itemPath(path)))];
    }
    if (!isObject(value)) return [path];
    const inner = Object.entries(value).flatMap(([name, property]) =>
      visit(property, propertyPath(path, name, declaredNames)),
    );
    return [path, ...inner];
  };
  return visit(body, BODY_PATH);
}

/** Returns the path of a property of the object at a path. */
export function propertyPath(
  path: string,
  name: string,
  declaredNames: ReadonlySet<string>,
): string {
  const shown = declaredNames.has(name) ? name : '*';
  return path === BODY_PATH ? shown : `${path}.${shown}`;
}

function itemPath(path: string): string {
  return path === BODY_PATH ? '[]' : `${path}[]`;
}
