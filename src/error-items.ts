import { defined } from './defined.js';

/** One of the errors that an answer reports; what the server does not tell is absent. */
export interface ApiErrorItem {
  /** Of this occurrence of the problem. */
  id?: string;
  /** The server's code for the problem, such as `invalid_filter`. */
  code?: string;
  /** A short summary of the problem. */
  title?: string;
  /** An explanation of this occurrence. */
  detail?: string;
  /** The query parameter at fault. */
  parameter?: string;
  /** A JSON pointer to what is at fault in the request's body. */
  pointer?: string;
}

type Fields = Record<string, unknown>;

/**
 * Reads the errors off an error body, parsed or plain text. Confluent's services report `errors[]`,
 * one `error`, or the fields of one error at the top; the proxies before them send HTML, which says
 * nothing here.
 */
export function readErrorItems(body: unknown): ApiErrorItem[] {
  const { errors, error } = Object(body) as Fields;
  return (
    [errors, body, [error], [body]]
      .map((list) => (Array.isArray(list) ? list.map(toItem).filter(isTelling) : []))
      .find((items) => items.length > 0) ?? []
  );
}

const isTelling = (item: ApiErrorItem): boolean => Object.keys(item).length > 0;

function toItem(raw: unknown): ApiErrorItem {
  // Neither HTML nor what is not even text, as bytes that are still compressed.
  const isProse = typeof raw === 'string' && !/^\s*<|\ufffd/.test(raw);
  const item = (isProse ? { detail: raw } : Object(raw)) as Fields;
  return defined({
    id: readText(item, 'id'),
    code: readText(item, 'code', 'error_code', 'status_code'),
    title: readText(item, 'title', 'type'),
    detail: readText(item, 'detail', 'message'),
    parameter: readText(item['source'], 'parameter'),
    pointer: readText(item['source'], 'pointer'),
  });
}

function readText(fields: unknown, ...names: string[]): string | undefined {
  const values = names.map((name) => (Object(fields) as Fields)[name]);
  const value = values.find(isText);
  return value === undefined ? undefined : String(value).trim();
}

function isText(value: unknown): value is string | number {
  return typeof value === 'number' || (typeof value === 'string' && value.trim() !== '');
}
