import { isDeepStrictEqual } from 'node:util';
import { asArray, asObject, isObject, type Json, type JsonObject } from '../shared/json.js';
import { anything, narrower, nothing, unionOf, type JsonTypes } from './json-types.js';
import { assertionsOf, textsOf } from './keywords.js';
import type { Documentation } from './model.js';
import { nameOf, resolve } from './pointer.js';
import { orNull, typesOf } from './schema-types.js';

/** A schema with its reference followed, so that all that it says is in one object. */
export interface SchemaView {
  /** What it and the component that it refers to assert. */
  readonly keywords: JsonObject;
  /** The types it takes, also where these follow from other keywords. */
  readonly types: JsonTypes;
  /** Names of the components that it refers to: more than one where a reference leads to another. */
  readonly components: readonly string[];
  /** What its own place says to people, then what the components say. */
  readonly documentation: readonly Documentation[];
}

/** Keywords that hold as soon as one place says so. */
const flags = ['deprecated', 'readOnly', 'uniqueItems', 'writeOnly'];

const empty: SchemaView = { keywords: {}, types: anything, components: [], documentation: [] };

/** Reads the schemas of one document; each component is read once. */
export class SchemaReader {
  readonly #document: JsonObject;
  readonly #components = new Map<string, SchemaView>();

  readonly #typesIn = (schema: Json): JsonTypes => this.read(schema).types;

  constructor(document: JsonObject) {
    this.#document = document;
  }

  /**
   * What is given, or what it refers to, with the origin that all who refer to it share.
   *
   * @throws Error where nothing stands at the pointer.
   */
  follow(given: Json): { object: JsonObject; origin?: string } {
    const { $ref, ...own } = asObject(given);
    if (typeof $ref !== 'string') return { object: own };
    return { object: { ...asObject(resolve(this.#document, $ref)), ...own }, origin: $ref };
  }

  /**
   * Reads a schema; one that is absent says nothing, as `true` does.
   *
   * @throws Error for a reference to nothing.
   */
  read(schema: Json | undefined): SchemaView {
    if (schema === false) return { ...empty, types: nothing };
    if (!isObject(schema)) return empty;
    const { $ref, ...own } = assertionsOf(schema);
    const place: Documentation = { of: '', shared: false, texts: textsOf(schema) };
    if (typeof $ref === 'string') return this.#refine(this.#component($ref), own, place);
    const nullable = orNull(own);
    if (!nullable) {
      return {
        keywords: own,
        types: typesOf(own, this.#typesIn),
        components: [],
        documentation: [place],
      };
    }
    const view = this.#refine(this.read(nullable.schema), nullable.beside, place);
    return { ...view, types: unionOf(view.types, ['null']) };
  }

  #component(pointer: string): SchemaView {
    const known = this.#components.get(pointer);
    if (known) return known;
    this.#components.set(pointer, { ...empty, types: nothing });
    const name = nameOf(pointer);
    const { components, documentation, ...view } = this.read(resolve(this.#document, pointer));
    const named: SchemaView = {
      ...view,
      components: [name, ...components],
      documentation: documentation.map((layer) => ({
        ...layer,
        of: layer.of || name,
        shared: true,
      })),
    };
    this.#components.set(pointer, named);
    return named;
  }

  /** A schema under what stands beside the reference to it; both hold. */
  #refine(view: SchemaView, beside: JsonObject, place: Documentation): SchemaView {
    const keywords = { ...view.keywords };
    const left: JsonObject = {};
    for (const [keyword, value] of Object.entries(beside)) {
      const present = keywords[keyword];
      if (keyword === 'required') {
        keywords[keyword] = [...asArray(present), ...asArray(value)];
      } else if (flags.includes(keyword)) {
        keywords[keyword] = present === true || value === true;
      } else if (present === undefined || keyword === 'default') {
        keywords[keyword] = value;
      } else if (!isDeepStrictEqual(present, value)) {
        left[keyword] = value;
      }
    }
    if (Object.keys(left).length > 0) keywords['allOf'] = [...asArray(keywords['allOf']), left];
    return {
      ...view,
      keywords,
      types: narrower(view.types, typesOf(beside, this.#typesIn)),
      documentation: [place, ...view.documentation],
    };
  }
}
