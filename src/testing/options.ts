import type { FakePlugin, FakeVersion } from './fill-in.js';

/**
 * What the fake does instead of a good answer:
 * - `{ status, headers?, body? }`: answers so. A string body is sent as it is, another as JSON;
 *   without a body, a status from 400 gets an error body of Confluent's shape.
 * - `{ next }`: a page with this as `metadata.next`, and otherwise as it should be.
 * - `'reset'`: fetch rejects with a TypeError, as when the connection fails before any answer.
 * - `'stall'`: no answer until the request is aborted.
 * - `'stall-body'`: headers and half of the body, then nothing until the request is aborted.
 * - `'broken-body'`: headers and half of the body, then the connection fails.
 */
export type Fault =
  | { status: number; headers?: Readonly<Record<string, string>>; body?: unknown }
  | { next: string | null }
  | 'reset'
  | 'stall'
  | 'stall-body'
  | 'broken-body';

/** What the fake holds, and how it behaves. `undefined` is the same as absent. */
export interface FakeConfluentOptions {
  /** The plugins in the order of their listing; read at every request. Default: none. */
  plugins?: readonly FakePlugin[] | undefined;
  /**
   * The versions by plugin id, in the order of their listing; read at every request. A version
   * without a `spec.environment.id` is in whichever environment is asked for. Default: none; a
   * plugin without an entry has no versions, and an entry needs no plugin.
   */
  versions?: Readonly<Record<string, readonly FakeVersion[]>> | undefined;
  /**
   * Most items of a page, 1 to 100, whatever `page_size` asks for. Default: as many as `page_size`
   * asks for, and 10 where it does not.
   */
  pageSize?: number | undefined;
  /**
   * `limit` requests are answered in `windowMs` milliseconds (whole numbers from 1), those beyond
   * get a 429. The headers count in whole seconds, rounded up. Default: a million in a second.
   */
  rateLimit?: { limit: number; windowMs: number } | undefined;
  /** The fault of each request in order of arrival, `undefined` for none. Default: none. */
  faults?: readonly (Fault | undefined)[] | undefined;
}

/**
 * Checks the options at the door, for callers without types too.
 *
 * @throws {TypeError} On an unknown option, or a value of the wrong kind.
 * @throws {RangeError} On a number out of range.
 */
export function checkOptions(options: FakeConfluentOptions): void {
  const { plugins = [], versions = {}, pageSize = 1, rateLimit, faults = [], ...others } = options;
  for (const name of Object.keys(others)) {
    demand(false, `option '${name}'`, 'plugins, versions, pageSize, rateLimit or faults', name);
  }
  checkItems('plugins', plugins);
  for (const [id, items] of Object.entries(versions)) checkItems(`versions['${id}']`, items);
  checkWhole('pageSize', pageSize, 1, 100);
  if (rateLimit !== undefined) {
    checkWhole('rateLimit.limit', rateLimit.limit, 1, Infinity);
    checkWhole('rateLimit.windowMs', rateLimit.windowMs, 1, Infinity);
  }
  demand(Array.isArray(faults), 'faults', 'an array', faults);
  for (const [position, fault] of faults.entries()) checkFault(`faults[${position}]`, fault);
}

function checkItems(name: string, items: unknown): void {
  demand(Array.isArray(items), name, 'an array', items);
  const ids = new Set<unknown>();
  for (const [position, item] of items.entries()) {
    const id: unknown = isObject(item) ? item['id'] : undefined;
    const isNew = typeof id === 'string' && id !== '' && !ids.has(id);
    demand(isNew, `${name}[${position}].id`, 'a string of its own that is not empty', id);
    ids.add(id);
  }
}

const NAMED_FAULTS = [undefined, 'reset', 'stall', 'stall-body', 'broken-body'] as unknown[];

function checkFault(name: string, fault: unknown): void {
  if (!isObject(fault)) {
    const rule = `{ status }, { next } or one of ${NAMED_FAULTS.join(', ')}`;
    demand(NAMED_FAULTS.includes(fault), name, rule, fault);
    return;
  }
  demand('status' in fault !== 'next' in fault, name, 'either { status } or { next }', fault);
  if (!('status' in fault)) return;
  checkWhole(`${name}.status`, fault['status'], 200, 599);
  const mayHaveBody = ![204, 205, 304].includes(Number(fault['status']));
  demand(mayHaveBody || fault['body'] === undefined, `${name}.body`, 'absent', fault['body']);
}

function checkWhole(name: string, value: unknown, min: number, max: number): void {
  const rule = `a whole number from ${min}${max === Infinity ? '' : ` to ${max}`}`;
  demand(typeof value === 'number', name, rule, value);
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new RangeError(`createFakeConfluent: ${name} must be ${rule}, not ${value}`);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function demand(holds: boolean, name: string, rule: string, value: unknown): asserts holds {
  if (holds) return;
  const given = isObject(value) ? JSON.stringify(value) : String(value);
  throw new TypeError(`createFakeConfluent: ${name} must be ${rule}, not ${given}`);
}
