import type { Json } from '../shared/json.js';
import type { Documentation, Fact, Kind, Side, Trait } from './model.js';
import { schemaParts } from './schema-parts.js';
import type { SchemaReader } from './schema-reader.js';
import { schemaTraits } from './schema-traits.js';

/**
 * How often one component is opened within one body. Few bodies reach it; it keeps those whose
 * components refer to each other in all ways from growing beyond bounds.
 */
const openings = 32;

/** Where a schema stands. */
export interface Position {
  /** What its subject and those of all below begin with. */
  readonly prefix: string;
  /** The way from the prefix to it. */
  readonly path: string;
  readonly origin: string;
  readonly kind: Kind;
  readonly side: Side;
  /** What its surroundings say of it. */
  readonly traits: readonly Trait[];
  /** What its surroundings say of it to people. */
  readonly documentation?: Documentation;
}

/** A schema as a fact, with a fact below it for each schema inside it, references followed. */
export function schemaFact(
  reader: SchemaReader,
  schema: Json | undefined,
  position: Position,
): Fact {
  const around = new Set<string>();
  const opened = new Map<string, number>();

  const visit = (inner: Json | undefined, at: Position): Fact => {
    const view = reader.read(inner);
    const { components } = view;
    const component = components.at(-1);
    const folded = components.some(
      (name) => around.has(name) || (opened.get(name) ?? 0) >= openings,
    );
    const origin = component ?? at.origin;
    const open = (): Fact[] => {
      for (const name of components) {
        around.add(name);
        opened.set(name, (opened.get(name) ?? 0) + 1);
      }
      const children = schemaParts(view, reader).map(({ step, kind, schema: part, traits }) =>
        visit(part, {
          prefix: at.prefix,
          path: at.path === '' ? step.replace(/^\./, '') : at.path + step,
          origin: origin + step,
          kind,
          side: kind === 'condition' ? 'neither' : at.side,
          traits,
        }),
      );
      for (const name of components) around.delete(name);
      return children;
    };
    return {
      subject: (at.prefix + at.path).trimEnd(),
      origin: at.origin,
      kind: at.kind,
      side: at.side,
      traits: new Map([...schemaTraits(view), ...at.traits]),
      documentation: documentationAt(view.documentation, at.documentation),
      ...(component !== undefined && { component }),
      folded,
      children: folded ? [] : open(),
    };
  };

  return visit(schema, position);
}

/** Beside texts of its surroundings, those of a schema are told to be the schema's. */
function documentationAt(
  own: readonly Documentation[],
  around: Documentation | undefined,
): readonly Documentation[] {
  if (!around) return own;
  return [around, ...own.map((layer) => ({ ...layer, of: layer.of || 'the schema' }))];
}
