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
  const found = [errors, error, body].map((value) => [value].flat().flatMap(toItems));
  return found.find(({ length }) => length > 0) ?? [];
}

/** Returns the item that a value is; none for a value that tells nothing. */
function toItems(raw: unknown): ApiErrorItem[] {
  // Text is for people unless it is empty, HTML, or bytes that are still compressed.
  const isProse = typeof raw === 'string' && !/^\s*($|<)|\ufffd/.test(raw);
  if (isProse) return [{ detail: raw.trim() }];
  if (!isRecord(raw)) return [];
  // The parameter and the pointer stand in `source`.
  const fields: Record<string, unknown> = { ...(raw['source'] as object), ...raw };
  // The best name of a field comes first.
  const read = (...names: string[]): string | undefined =>
    names.map((name) => toText(fields[name])).find(Boolean);
  const item: ApiErrorItem = omitAbsent({
    id: read('id'),
    code: read('code', 'error_code', 'status_code'),
    title: read('title', 'type'),
    detail: read('detail', 'message'),
    resolution: read('resolution'),
    parameter: read('parameter'),
    pointer: read('pointer'),
  });
  return Object.keys(item).length > 0 ? [item] : [];
}

function toText(value: unknown): string {
  return ['string', 'number'].includes(typeof value) ? String(value).trim() : '';
}
