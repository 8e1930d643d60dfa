import { asObject, type Json, type JsonObject } from '../shared/json.js';
import { textsOf, traitsOf } from './keywords.js';
import type { Fact, Trait } from './model.js';
import { plainFact, type PlainPosition } from './plain-fact.js';
import { schemaFact, type Position } from './schema-facts.js';
import type { SchemaReader } from './schema-reader.js';
import { quoted, valueText } from './text.js';

/** How parameters are written where the document does not say (OpenAPI 3.1, Parameter Object). */
const defaultStyles: JsonObject = {
  cookie: 'form',
  header: 'simple',
  path: 'simple',
  query: 'form',
};

/** A parameter of an operation as a fact. */
export function parameterFact(reader: SchemaReader, operation: string, given: Json): Fact {
  const { object, origin } = reader.follow(given);
  const place = valueText(object['in'] ?? null);
  const name = valueText(object['name'] ?? null);
  const usual = defaultStyles[place] ?? '';
  const { style = usual, explode = style === 'form' } = object;
  const says: JsonObject = { ...object };
  if (style === usual) delete says['style'];
  if (explode === (style === 'form')) delete says['explode'];
  return valueFact(reader, says, ['in', 'name'], place === 'path', {
    prefix: `${operation} ${place} `,
    path: name,
    origin: origin ?? `${operation} ${place} ${name}`,
    kind: 'parameter',
    side: 'request',
  });
}

/** What an operation takes in its body, as a fact. */
export function requestBodyFact(reader: SchemaReader, operation: string, given: Json): Fact {
  const { object, origin } = reader.follow(given);
  const subject = `${operation} body`;
  const at = { subject, origin: origin ?? subject, kind: 'request body', side: 'request' } as const;
  const children = contentFacts(reader, object, at);
  const fact = plainFact(at, object, ['required', 'content'], children);
  return { ...fact, traits: new Map([...fact.traits, ['required', object['required'] === true]]) };
}

/** An answer of an operation as a fact, with its headers and bodies below it. */
export function responseFact(
  reader: SchemaReader,
  operation: string,
  status: string,
  given: Json,
): Fact {
  const { object, origin } = reader.follow(given);
  const subject = `${operation} ${status}`;
  const kind = status.startsWith('2') ? 'success status' : 'error status';
  const at = { subject, origin: origin ?? subject, kind, side: 'response' } as const;
  const headers = Object.entries(asObject(object['headers'])).map(([name, header]) =>
    valueFact(reader, reader.follow(header).object, [], false, {
      prefix: `${subject} header `,
      path: quoted(name),
      origin: `${at.origin} header ${name}`,
      kind: 'header',
      side: 'response',
    }),
  );
  const children = [...headers, ...contentFacts(reader, object, at)];
  return plainFact(at, object, ['headers', 'content'], children);
}

/** A parameter or header: its value is described by a schema, or by one media type. */
function valueFact(
  reader: SchemaReader,
  object: JsonObject,
  shown: readonly string[],
  always: boolean,
  at: Omit<Position, 'traits' | 'documentation'>,
): Fact {
  const content = asObject(object['content']);
  const [media] = Object.values(content);
  return schemaFact(reader, object['schema'] ?? asObject(media)['schema'], {
    ...at,
    traits: [
      ...traitsOf(object, [...shown, 'required', 'schema', 'content']),
      ...Object.keys(content).map((name): Trait => ['content', name]),
      ['required', always || object['required'] === true],
    ],
    documentation: { of: '', shared: false, texts: textsOf(object) },
  });
}

/** A fact for each media type of a body. */
const contentFacts = (
  reader: SchemaReader,
  owner: JsonObject,
  { subject, origin, side }: Required<PlainPosition>,
): Fact[] =>
  Object.entries(asObject(owner['content'])).map(([name, media]) =>
    schemaFact(reader, asObject(media)['schema'], {
      prefix: `${subject} ${quoted(name)} `,
      path: '',
      origin: `${origin} ${name}`,
      kind: 'media type',
      side,
      traits: traitsOf(asObject(media), ['schema']),
      documentation: { of: '', shared: false, texts: textsOf(asObject(media)) },
    }),
  );
