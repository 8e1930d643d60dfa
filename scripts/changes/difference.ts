import type { Json } from '../shared/json.js';
import type { Side } from '../facts/model.js';

/** One aspect in which two contracts differ at one place, not yet rated. */
export interface Difference {
  readonly subject: string;
  readonly side: Side;
  /** A trait, `documentation`, or `<kind> itself` for the fact's being there. */
  readonly aspect: string;
  /** `undefined` where there was none. For a fact itself, whether it is required. */
  readonly before: Json | undefined;
  readonly after: Json | undefined;
  /** The difference as people read it. */
  readonly what: string;
  /** Where the document writes what differs: equal for the places that share a component. */
  readonly location: string;
}
