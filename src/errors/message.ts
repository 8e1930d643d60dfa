const MAX_PART_LENGTH = 300;

/**
 * Returns the message of an error: one line that says what failed, why, and what helps to find it.
 *
 * @param call The method and the path: `GET /ccpm/v1/plugins`.
 * @param reason Why it failed.
 * @param notes Further facts, put in brackets at the end; those that are no text are left out.
 */
export function formatMessage(
  call: string,
  reason: string,
  notes: readonly (string | false | undefined)[],
): string {
  const told = notes.flatMap((note) => (note ? toOneLine(note) : [])).join(', ');
  return `${toOneLine(call)}: ${toOneLine(reason)}` + (told && ` (${told})`);
}

/** Puts a foreign text on one line of bounded length, without control characters. */
function toOneLine(text: string): string {
  return text
    .slice(0, MAX_PART_LENGTH)
    .replace(/[\s\p{C}]+/gu, ' ')
    .trim();
}
