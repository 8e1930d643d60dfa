import { isRecord } from '../values.js';
import { requireType, requireWhole } from './requirements.js';

/**
 * How the fake misbehaves at one request:
 * - `{ status, headers?, body? }`: sends this response. A string body is sent as it is, another one
 *   as JSON. Without a body, a status from 400 gets an error body of Confluent's shape.
 * - `{ next }`: sends the right page, but with this as `metadata.next`.
 * - `'reset'`: rejects with a TypeError, as fetch does when the connection fails before a response.
 * - `'stall'`: sends nothing until the request is aborted.
 * - `'stall-body'`: sends the headers and half of the body, then nothing until the request is
 *   aborted.
 * - `'broken-body'`: sends the headers and half of the body, then the connection fails.
 */
export type Fault =
  | { status: number; headers?: Readonly<Record<string, string>>; body?: unknown }
  | { next: string | null }
  | 'reset'
  | 'stall'
  | 'stall-body'
  | 'broken-body';

const NAMED_FAULTS: readonly unknown[] = ['reset', 'stall', 'stall-body', 'broken-body'];
const STATUSES_WITHOUT_BODY: readonly unknown[] = [204, 205, 304];

/** Checks one fault of the options, for callers without types too. */
export function checkFault(name: string, fault: unknown): void {
  if (fault === undefined || NAMED_FAULTS.includes(fault)) return;
  const rule = `${name} must be { status }, { next } or ${NAMED_FAULTS.join(', ')}`;
  requireType(isRecord(fault), rule, fault);
  requireType(
    'status' in fault !== 'next' in fault,
    `${name} must have either status or next`,
    fault,
  );
  if (!('status' in fault)) return;
  requireWhole(`${name}.status`, fault['status'], [200, 599]);
  if (STATUSES_WITHOUT_BODY.includes(fault['status'])) {
    requireType(fault['body'] === undefined, `${name}.body must be absent`, fault['body']);
  }
}
