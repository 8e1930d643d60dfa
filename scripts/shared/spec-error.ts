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

/** An error in a path spec: the generator would have to guess in order to go on. */
export class SpecError extends Error {
  /**
   * @param place - Where the error is. A text such as `file:12:3` where there is no pointer.
   * @param found - What the generator found there.
   * @param fix - What the reader can do about it.
   */
  constructor(place: Place | string, found: string, fix: string) {
    const where = typeof place === 'string' ? place : placeText(place);
    super(`${where}\n  found: ${found}\n  to do: ${fix}`);
    this.name = 'SpecError';
  }
}
