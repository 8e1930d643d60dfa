import fc from 'fast-check';

const isSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdfff;

/** Any character of Unicode. It starts a second faster than fast-check's own unit `binary`. */
export const anyCharacter = fc
  .nat(0x10ffff)
  .filter((code) => !isSurrogate(code))
  .map((code) => String.fromCodePoint(code));
