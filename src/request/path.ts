/**
 * Checks the parameters of a path template, and returns the texts to put into it.
 *
 * @throws {TypeError} For a parameter that is no string, number or boolean, that is missing or empty,
 * or that is a step in the path (`.` or `..`, encoded or not): it would name another resource.
 */
export function checkPathParameters(
  template: string,
  parameters: Readonly<Record<string, unknown>>,
): Record<string, string> {
  const names = Array.from(template.matchAll(/\{([^{}]+)\}/g), ([, name = '']) => name);
  return Object.fromEntries(
    names.map((name) => {
      const value = parameters[name];
      const text = ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : '';
      if (/^((\.|%2e){1,2})?$/i.test(text)) {
        throw new TypeError(
          `${template}: ${name} must be a string, number or boolean, not empty, '.' or '..'; given: ${typeof value} '${text}'`,
        );
      }
      return [name, text];
    }),
  );
}

/** Puts checked parameters into a path template, percent-encoded. */
export function fillPath(template: string, parameters: Readonly<Record<string, string>>): string {
  return template.replace(/\{([^{}]+)\}/g, (_, name: string) =>
    encodeURIComponent(parameters[name] ?? ''),
  );
}
