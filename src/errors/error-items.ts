import { isRecord, omitAbsent } from '../values.js';

/** One error in the body of a response. What the server does not tell is absent. */
export interface ApiErrorItem {
  /** The id of this occurrence of the problem. */
  id?: string;
  /** The server's code for the problem, such as `invalid_filter`. */
  code?: string;
  /** A short summary of the problem. */
  title?: string;
  /** An explanation of this occurrence. */
  detail?: string;
  /** What the caller can do about it. */
  resolution?: string;
  /** The query parameter at fault. */
  parameter?: string;
  /** A JSON pointer to the part of the request body at fault. */
  pointer?: string;
}

/**
 * Returns the errors in a body, parsed or plain text. Confluent's services send `errors[]`, one
 * `error`, or the fields of one error at the top level. HTML, which proxies send, gives no items.
 */
export function readErrorItems(body: unknown): ApiErrorItem[] {
  const { errors, error } = isRecord(body) ? body : {};
  for (const list of [errors, body, [error], [body]]) {
    if (!Array.isArray(list)) continue;
    const items = list.map(toItem).filter((item) => Object.keys(item).length > 0);
    if (items.length > 0) return items;
  }
  return [];
}

function toItem(raw: unknown): ApiErrorItem {
  if (typeof raw === 'string') return isProse(raw) ? { detail: raw.trim() } : {};
  if (!isRecord(raw)) return {};
  const source = isRecord(raw['source']) ? raw['source'] : {};
  return omitAbsent({
    id: firstText(raw, 'id'),
    code: firstText(raw, 'code', 'error_code', 'status_code'),
    title: firstText(raw, 'title', 'type'),
    detail: firstText(raw, 'detail', 'message'),
    resolution: firstText(raw, 'resolution'),
    parameter: firstText(source, 'parameter'),
    pointer: firstText(source, 'pointer'),
  });
}

/** Tells whether people can read a text: not empty, not HTML, not bytes that are still compressed. */
function isProse(text: string): boolean {
  return text.trim() !== '' && !/^\s*<|\ufffd/.test(text);
}

function firstText(fields: Record<string, unknown>, ...names: string[]): string | undefined {
  for (const name of names) {
    const value = fields[name];
    if (typeof value === 'number') return String(value);
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
  }
  return undefined;
}
