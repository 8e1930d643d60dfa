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
  const lists = [errors, body, [error], [body]].filter(Array.isArray);
  const found = lists.map((list: unknown[]) => list.flatMap(toItems));
  return found.find(({ length }) => length > 0) ?? [];
}

/** The names of each field, the best one first. */
const SPELLINGS = {
  id: ['id'],
  code: ['code', 'error_code', 'status_code'],
  title: ['title', 'type'],
  detail: ['detail', 'message'],
  resolution: ['resolution'],
  parameter: ['parameter'],
  pointer: ['pointer'],
};

/** Returns the item that a value is; none for a value that tells nothing. */
function toItems(raw: unknown): ApiErrorItem[] {
  if (typeof raw === 'string') return isProse(raw) ? [{ detail: raw.trim() }] : [];
  if (!isRecord(raw)) return [];
  // The parameter and the pointer stand in `source`.
  const fields: Record<string, unknown> = { ...(raw['source'] as object), ...raw };
  const texts = Object.entries(SPELLINGS).map(([name, spellings]) => [
    name,
    spellings.map((spelling) => toText(fields[spelling])).find(Boolean),
  ]);
  const item = omitAbsent(Object.fromEntries(texts) as ApiErrorItem);
  return Object.keys(item).length > 0 ? [item] : [];
}

/** Tells whether people can read a text: not empty, not HTML, not bytes that are still compressed. */
function isProse(text: string): boolean {
  return !/^\s*($|<)|\ufffd/.test(text);
}

function toText(value: unknown): string {
  return ['string', 'number'].includes(typeof value) ? String(value).trim() : '';
}
