import { toBase64 } from '../values.js';

/** Takes the secrets of a request out of a text. */
export type Redact = (text: string) => string;

/** Shorter texts are kept: real secrets are longer, and a test's 'key' would garble every message. */
const MIN_SECRET_LENGTH = 8;

const MAX_DEPTH = 32;

/**
 * Returns a function that replaces the secrets in a text by `***`: as they are, and as JSON, a URL
 * or base64 would write them. Secrets of fewer than 8 characters are kept.
 */
export function createRedact(secrets: readonly string[]): Redact {
  const forms = writtenForms(secrets);
  if (forms.length === 0) return (text) => text;
  const pattern = forms.map((form) => form.replace(/[^\w]/gu, escapeForPattern)).join('|');
  const expression = new RegExp(pattern, 'gu');
  return (text) => text.replace(expression, '***');
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

/** Removes the start of a secret from the end of a text that was cut. */
export function dropCutSecret(text: string, secrets: readonly string[]): string {
  for (const form of writtenForms(secrets)) {
    for (let length = form.length - 1; length >= MIN_SECRET_LENGTH; length--) {
      if (text.endsWith(form.slice(0, length))) return text.slice(0, -length);
    }
  }
  return text;
}

/** Returns the forms of all secrets, the longest first, because a key can be a part of its secret. */
function writtenForms(secrets: readonly string[]): string[] {
  const forms = secrets.filter(({ length }) => length >= MIN_SECRET_LENGTH).flatMap(formsOf);
  return [...new Set(forms)].sort((a, b) => b.length - a.length);
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

function escapeForPattern(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
