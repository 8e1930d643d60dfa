const MOST_CHARACTERS = 300;

/** What others wrote, for a message: on one line of bounded length, without control characters. */
export function foldText(text: string): string {
  return text
    .slice(0, MOST_CHARACTERS)
    .replace(/[\s\p{C}]+/gu, ' ')
    .trim();
}
