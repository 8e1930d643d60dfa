/** The characters that a spreadsheet may take for the start of a formula: https://owasp.org/www-community/attacks/CSV_Injection */
const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

/**
 * Writes records as CSV (RFC 4180): every line ends with CRLF, and a field is quoted where
 * necessary.
 *
 * A field that a spreadsheet could run as a formula gets an apostrophe before it, because everybody
 * who may upload a plugin chooses its name.
 */
export function renderCsv(records: readonly (readonly string[])[]): string {
  return records.map((fields) => `${fields.map(renderField).join(',')}\r\n`).join('');
}

function renderField(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
