import type { JsonObject } from '../shared/json.js';
import { textsOf, traitsOf } from './keywords.js';
import type { Fact, Kind, Side } from './model.js';

/** Where something that is no schema stands. */
export interface PlainPosition {
  readonly subject: string;
  /** Default: the subject, as what no other place shares. */
  readonly origin?: string;
  readonly kind: Kind;
  /** Default: neither. */
  readonly side?: Side;
}

/**
 * Makes a fact of what an object of the document says.
 *
 * @param shown - Keywords that the subject or the facts below tell.
 */
export const plainFact = (
  { subject, origin = subject, kind, side = 'neither' }: PlainPosition,
  object: JsonObject,
  shown: readonly string[] = [],
  children: readonly Fact[] = [],
): Fact => ({
  subject,
  origin,
  kind,
  side,
  traits: new Map(traitsOf(object, shown)),
  documentation: [{ of: '', shared: false, texts: textsOf(object) }],
  folded: false,
  children,
});
