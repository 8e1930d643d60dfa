/** Path parameters by name. */
export type PathParameters = Record<string, string | number | boolean | null | undefined>;

/**
 * Puts the parameters into a path template.
 *
 * @throws {TypeError} On a parameter that is missing, empty, or a step in the path (`.`, `..`,
 * encoded or not): it would ask for another resource than meant.
 */
export function fillPath(template: string, parameters: PathParameters = {}): string {
  return template.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    const value = String(parameters[name] ?? '');
    if (/^((\.|%2e){1,2})?$/i.test(value)) {
      throw new TypeError(`${template}: ${name} must not be '${value}'`);
    }
    return encodeURIComponent(value);
  });
}
