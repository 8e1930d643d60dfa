import { describe, expect, it } from 'vitest';
import { asObject, type Json, type JsonObject } from '../../scripts/shared/json.js';
import { changes, documentWith, ref } from './support.js';

const text = { type: 'string' };

describe('every word of a document', () => {
  const document: JsonObject = {
    servers: [{ url: 'https://a', description: 'A' }],
    ...documentWith(
      {
        description: 'Lists things.',
        tags: ['Things'],
        deprecated: true,
        parameters: [
          {
            name: 'size',
            in: 'query',
            required: true,
            description: 'Size.',
            style: 'pipeDelimited',
            schema: { type: 'integer', default: 10, maximum: 100, format: 'int32' },
          },
        ],
        requestBody: {
          required: true,
          description: 'A thing.',
          content: {
            'application/json': { schema: ref('Thing'), example: 1, encoding: { a: {} } },
          },
        },
        responses: {
          '200': {
            description: 'Fine.',
            headers: { 'X-Id': { required: true, description: 'Id.', schema: text } },
            content: { 'application/json': { schema: { type: 'array', items: ref('Thing') } } },
          },
        },
        callbacks: { done: {} },
        'x-lifecycle-stage': 'Preview',
      },
      {
        securitySchemes: { key: { type: 'http', scheme: 'basic', description: 'Key.' } },
        schemas: {
          Thing: {
            title: 'Thing',
            type: 'object',
            description: 'A thing.',
            required: ['id', 'source'],
            additionalProperties: false,
            minProperties: 1,
            properties: {
              id: { ...text, readOnly: true, minLength: 1, maxLength: 255, pattern: '^a' },
              next: { type: ['string', 'null'], format: 'uri', examples: ['x'] },
              cloud: { ...text, 'x-extensible-enum': ['AWS', 'GCP'], writeOnly: true },
              tags: { type: 'array', items: text, uniqueItems: true, minItems: 1 },
              labels: {
                type: 'object',
                additionalProperties: text,
                propertyNames: { maxLength: 3 },
              },
              source: {
                oneOf: [ref('Url')],
                discriminator: { propertyName: 'at', mapping: { u: 'Url' } },
              },
              odd: { ...text, not: { const: 'x' }, allOf: [{ pattern: 'b' }], shiny: { x: 1 } },
            },
          },
          Url: { type: 'object', properties: { at: { enum: ['u'] } }, required: ['at'] },
        },
      },
    ),
  };

  /** What follows from the words beside it, so that nothing changes without it. */
  const implied = [
    /^\/openapi$/,
    /\/(Thing|Url|labels|tags|cloud)\/type$/,
    /\/200\/.*schema\/type$/,
  ];

  const words = [...leaves(document)].filter(
    ({ path }) => !implied.some((pattern) => pattern.test(path)) && !path.includes('$ref'),
  );

  it.each(words)('counts: without $path something changed', ({ path, steps }) => {
    expect(changes(document, without(document, steps)), path).not.toEqual([]);
  });

  const required = words.filter(
    ({ path }) => path.startsWith('/components') && path.includes('/required/'),
  );

  it.each(required)('makes one change for each side that uses it: $path', ({ steps }) => {
    const found = changes(document, without(document, steps));
    expect(found.map(({ what }) => what)).toEqual(found.map(() => 'required -> optional'));
    expect(found.map(({ rating }) => rating).sort()).toEqual(['additive', 'breaking']);
  });

  const texts = words.filter(({ path }) => /\/(description|title|example)$/.test(path));

  it.each(texts)('makes one change where it is documentation: $path', ({ steps }) => {
    expect(changes(document, without(document, steps))).toMatchObject([
      { rating: 'documentation' },
    ]);
  });
});

/** Where each scalar of a document stands. */
function* leaves(
  value: Json,
  steps: readonly string[] = [],
): Generator<{ path: string; steps: readonly string[] }> {
  if (typeof value !== 'object' || value === null) {
    yield { path: `/${steps.join('/')}`, steps };
    return;
  }
  for (const [step, inner] of Object.entries(value)) yield* leaves(inner, [...steps, step]);
}

/** A document without what stands at the end of those steps. */
function without(document: JsonObject, steps: readonly string[]): JsonObject {
  const copy = structuredClone(document);
  const last = steps.at(-1) ?? '';
  let owner: Json = copy;
  for (const step of steps.slice(0, -1)) {
    owner = (Array.isArray(owner) ? owner[Number(step)] : asObject(owner)[step]) ?? null;
  }
  if (Array.isArray(owner)) owner.splice(Number(last), 1);
  else Reflect.deleteProperty(asObject(owner), last);
  return copy;
}
