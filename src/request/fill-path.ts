import { showValue } from '../values.js';

/**
 * Returns a path with its parameters filled in, percent-encoded.
 *
 * @throws {TypeError} For a parameter that is no string, number or boolean, that is missing or empty,
 * or that is a step in the path (`.` or `..`, encoded or not): it would name another resource.
 */
export function fillPath(path: string, parameters: Readonly<Record<string, unknown>> = {}): string {
  return path.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    const value = parameters[name];
    const text = ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : '';
    if (/^((\.|%2e){1,2})?$/i.test(text)) {
      throw new TypeError(
        `${name} must be a string, number or boolean other than '', '.' and '..', not ${showValue(value)}: ${path}`,
      );
    }
    return encodeURIComponent(text);
  });
}
