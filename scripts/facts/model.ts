import type { Json, JsonObject } from '../shared/json.js';

/**
 * Who writes what a fact is about: the caller writes requests, the server responses. `neither`
 * where a change cannot be judged by that, such as below `not`.
 */
export type Side = 'request' | 'response' | 'neither';

/** What a fact is about. */
export type Kind =
  | 'server'
  | 'security scheme'
  | 'exported type'
  | 'operation'
  | 'security alternative'
  | 'parameter'
  | 'request body'
  | 'success status'
  | 'error status'
  | 'header'
  | 'media type'
  /** A named property, or the values of a map. */
  | 'property'
  /** One of several schemas of which any may hold. */
  | 'branch'
  /** What a list holds. */
  | 'items'
  /** A schema that must hold as well. */
  | 'constraint'
  /** A schema whose effect turns on another one. */
  | 'condition';

/** Texts for people, of one of the places that speak about the same fact. */
export interface Documentation {
  /** The component or the part of the fact that has these texts; '' for the fact itself. */
  readonly of: string;
  /** Whether that is a component. */
  readonly shared: boolean;
  /** By keyword: description, examples, ... */
  readonly texts: JsonObject;
}

/** What a fact says of one aspect. */
export type Trait = readonly [aspect: string, value: Json];

/** One thing that the contract says, with those below it: a line of contract.txt. */
export interface Fact {
  /** Where it stands, from the operation on; no other fact beside it has the same. */
  readonly subject: string;
  /** Where the document writes it: equal for the places that share a component. */
  readonly origin: string;
  readonly kind: Kind;
  readonly side: Side;
  /** What it says, by aspect. */
  readonly traits: ReadonlyMap<string, Json>;
  readonly documentation: readonly Documentation[];
  /** The component that it refers to. */
  readonly component?: string;
  /** Whether what is below is left out, because it is that of a component already opened. */
  readonly folded: boolean;
  readonly children: readonly Fact[];
}
