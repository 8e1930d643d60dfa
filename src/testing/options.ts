import { isRecord } from '../values.js';
import { checkFault } from './fault.js';
import type { Fault } from './fault.js';
import type { FakeCustomConnectorPlugin, FakeCustomConnectPlugin } from './items.js';
import { requireType, requireWhole } from './requirements.js';

/** What a fake Confluent holds, and how it behaves. `undefined` is the same as absent. */
export interface FakeConfluentOptions {
  /**
   * The custom connector plugins of the organization (connect/v1), in the order of their list.
   * They have no versions. `connector_type: 'flink_udf'` is a Flink UDF, which this list shows too.
   * Read at every request, so that a test can change them between two requests. Default: none.
   */
  customConnectorPlugins?: readonly FakeCustomConnectorPlugin[] | undefined;
  /**
   * The custom Connect plugins of all environments (ccpm/v1), each with its versions, in the order
   * of their lists. Read at every request, so that a test can for instance change a version from
   * PROCESSING to READY between two requests. Default: none.
   */
  customConnectPlugins?: readonly FakeCustomConnectPlugin[] | undefined;
  /**
   * The largest number of items on a page, 1 to 100, also when `page_size` asks for more. Copied.
   * Default: what `page_size` asks for, or 10 without it.
   */
  pageSize?: number | undefined;
  /**
   * The fake accepts `limit` requests in `windowMs` milliseconds (whole numbers from 1). Further
   * ones get a 429. The headers count in whole seconds, rounded up. Copied. Default: a million
   * requests in a second.
   */
  rateLimit?: { limit: number; windowMs: number } | undefined;
  /**
   * The fault of each request, in order of arrival; `undefined` for a good response. Copied.
   * Default: none.
   */
  faults?: readonly (Fault | undefined)[] | undefined;
}

/**
 * Checks the options, for callers without types too.
 *
 * Checks ids alone of the plugins and versions: a test may give any other property a wrong value,
 * to see what its app does when Confluent breaks the contract.
 *
 * @throws {TypeError} On an unknown option, or a value of a wrong kind.
 * @throws {RangeError} On a number out of range.
 */
export function checkOptions(options: FakeConfluentOptions): void {
  const { customConnectorPlugins = [], customConnectPlugins = [], ...others } = options;
  const { pageSize, rateLimit, faults = [], ...unknown } = others;
  for (const name of Object.keys(unknown)) {
    throw new TypeError(`createFakeConfluent: there is no option '${name}'`);
  }
  checkItems('customConnectorPlugins', customConnectorPlugins);
  checkItems('customConnectPlugins', customConnectPlugins);
  for (const [position, { versions }] of customConnectPlugins.entries()) {
    if (versions !== undefined) checkItems(`customConnectPlugins[${position}].versions`, versions);
  }
  if (pageSize !== undefined) requireWhole('pageSize', pageSize, [1, 100]);
  if (rateLimit !== undefined) {
    requireType(isRecord(rateLimit), 'rateLimit must be an object', rateLimit);
    requireWhole('rateLimit.limit', rateLimit.limit, [1, Infinity]);
    requireWhole('rateLimit.windowMs', rateLimit.windowMs, [1, Infinity]);
  }
  requireType(Array.isArray(faults), 'faults must be an array', faults);
  for (const [position, fault] of faults.entries()) checkFault(`faults[${position}]`, fault);
}

function checkItems(name: string, items: unknown): void {
  requireType(Array.isArray(items), `${name} must be an array`, items);
  const ids = new Set<unknown>();
  for (const [position, item] of items.entries()) {
    requireType(isRecord(item), `${name}[${position}] must be an object`, item);
    const { id } = item;
    const isText = typeof id === 'string' && id !== '';
    requireType(isText, `${name}[${position}].id must be a string that is not empty`, id);
    requireType(!ids.has(id), `${name}[${position}].id must be used once`, id);
    ids.add(id);
  }
}
