import { toBase64 } from '../values.js';

/** Takes the secrets of a request out of a text. */
export type Redact = (text: string) => string;

/** Shorter texts are kept: real secrets are longer, and a test's 'key' would garble every message. */
const MIN_SECRET_LENGTH = 8;

const MAX_DEPTH = 32;

const MAX_BODY_LENGTH = 8192;

const MAX_REDACTED_LENGTH = 65_536;

/**
 * Returns a function that replaces the secrets in a text by `***`: as they are, and as JSON, a URL
 * or base64 would write them. It removes the start of a secret from the end of the text, which may
 * have been cut there. Secrets and starts of fewer than 8 characters are kept.
 *
 * @param secrets Read when the function is first called: most attempts need no redaction.
 */
export function createRedact(secrets: Iterable<string>): Redact {
  let forms: string[] | undefined;
  return (text) => {
    forms ??= [...secrets]
      .filter(({ length }) => length >= MIN_SECRET_LENGTH)
      .flatMap(formsOf)
      // The longest first, because a key can be a part of its secret.
      .sort((a, b) => b.length - a.length);
    const redacted = forms.reduce((rest, form) => rest.replaceAll(form, '***'), text);
    return forms.reduce(dropCutForm, redacted);
  };
}

/**
 * Returns a copy of parsed JSON without secrets. What is nested more than 32 deep is left out, so
 * that no body can exhaust the stack.
 */
export function redactData(data: unknown, redact: Redact, depth = 0): unknown {
  if (typeof data === 'string') return redact(data);
  if (typeof data !== 'object' || data === null) return data;
  if (depth === MAX_DEPTH) return '(nested too deeply)';
  if (Array.isArray(data)) return data.map((item) => redactData(item, redact, depth + 1));
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [redact(key), redactData(value, redact, depth + 1)]),
  );
}

/** Removes the start of a secret from the end of a text. */
function dropCutForm(text: string, form: string): string {
  const start = text.lastIndexOf(form.slice(0, MIN_SECRET_LENGTH));
  if (start < 0 || !form.startsWith(text.slice(start))) return text;
  // A form may repeat its own start.
  return dropCutForm(text.slice(0, start), form);
}

function formsOf(secret: string): string[] {
  const inJson = JSON.stringify(secret).slice(1, -1);
  const inUrl = encodeURIComponent(secret);
  const base64 = toBase64(secret).replace(/=+$/, '');
  return [
    secret,
    inJson,
    inJson.replaceAll('/', '\\/'),
    inUrl,
    inUrl.replace(/%../g, (escape) => escape.toLowerCase()),
    inUrl.replaceAll('%20', '+'),
    base64,
    base64.replaceAll('+', '-').replaceAll('/', '_'),
  ];
}

/** Returns a copy of a parsed body without secrets, or its text cut at 8 KiB; undefined for ''. */
export function redactBody(body: unknown, redact: Redact): unknown {
  if (typeof body !== 'string') return redactData(body, redact);
  // What a long body holds after 64 KiB is not looked at.
  return redact(body.slice(0, MAX_REDACTED_LENGTH)).slice(0, MAX_BODY_LENGTH) || undefined;
}
