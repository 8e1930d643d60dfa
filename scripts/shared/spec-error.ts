/** A position in the input: a file, and a JSON pointer (RFC 6901) into its YAML. */
export interface Place {
  readonly file: string;
  readonly pointer: string;
}

/** Returns the place of the whole YAML of a file. */
export const rootPlace = (file: string): Place => ({ file, pointer: '' });

/** Returns the place that the keys and indexes lead to from a place. */
export const childPlace = (place: Place, ...steps: (string | number)[]): Place => ({
  file: place.file,
  pointer: [place.pointer, ...steps.map(escapeStep)].join('/'),
});

const escapeStep = (step: string | number): string =>
  String(step).replaceAll('~', '~0').replaceAll('/', '~1');

/** Returns the place as messages show it: `file#pointer`. */
export const placeText = ({ file, pointer }: Place): string => `${file}#${pointer}`;

/**
 * Returns the text with control characters written as escapes, so that it stays on its line and shows
 * what it holds.
 */
export const printable = (text: string): string =>
  text.replaceAll(
    /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** An error in a path spec: the generator would have to guess in order to go on. */
export class SpecError extends Error {
  /**
   * @param place - Where the error is. A text such as `file:12:3` where there is no pointer.
   * @param found - What the generator found there.
   * @param fix - What the reader can do about it.
   */
  constructor(place: Place | string, found: string, fix: string) {
    const where = typeof place === 'string' ? place : placeText(place);
    super(`${printable(where)}\n  found: ${printable(found)}\n  to do: ${printable(fix)}`);
    this.name = 'SpecError';
  }

  /** Returns one error with the messages of all. */
  static join(errors: readonly [SpecError, ...SpecError[]]): SpecError {
    const [joined] = errors;
    joined.message = errors.map(({ message }) => message).join('\n');
    return joined;
  }
}
