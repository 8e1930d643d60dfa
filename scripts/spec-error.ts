/** Where in the input something stands: a file, and a JSON pointer (RFC 6901) into its YAML. */
export interface Place {
  readonly file: string;
  readonly pointer: string;
}

/** The place one or more steps further down, each step escaped as RFC 6901 asks. */
export const below = (place: Place, ...steps: (string | number)[]): Place => ({
  file: place.file,
  pointer: [place.pointer, ...steps.map(escapeStep)].join('/'),
});

const escapeStep = (step: string | number): string =>
  String(step).replaceAll('~', '~0').replaceAll('/', '~1');

/** Something in a path spec that cannot be turned into a contract without a guess. */
export class SpecError extends Error {
  /**
   * @param at - The place at fault; a text such as `file:12:3` where there is no pointer.
   * @param found - What stands there.
   * @param mend - What the reader can do about it.
   */
  constructor(at: Place | string, found: string, mend: string) {
    const where = typeof at === 'string' ? at : `${at.file}#${at.pointer}`;
    super(`${where}\n  found: ${found}\n  to do: ${mend}`);
    this.name = 'SpecError';
  }
}
