import { describe, expect, it } from 'vitest';
import { contractLines } from '../../scripts/facts/contract-lines.js';
import { bodyLines, documentWith, objectWith } from './support.js';

describe('the lines of an operation', () => {
  it('tell its parameters, security, headers and bodies', () => {
    const document = {
      servers: [{ url: 'https://api.example', description: 'The API' }],
      ...documentWith(
        {
          description: 'Lists things.',
          tags: ['Things'],
          'x-lifecycle-stage': 'Preview',
          parameters: [
            {
              name: 'page_size',
              in: 'query',
              description: 'Items a page.',
              schema: { type: 'integer', default: 10, maximum: 100, 'x-max-page-items': 500 },
            },
            { name: 'id', in: 'path', schema: { type: 'string' } },
            { name: 'tag', in: 'query', explode: false, schema: { type: 'array' } },
          ],
          security: [{ key: [] }, { token: ['read'], key: [] }, {}],
          requestBody: { required: true, content: { 'text/plain': { schema: {} } } },
          responses: {
            '200': {
              description: 'Fine.',
              headers: { 'X-Id': { schema: { type: 'string' }, description: 'The id.' } },
              content: { 'application/json': { schema: { type: 'string', maxLength: 5 } } },
            },
            '204': { description: 'Nothing.' },
            '400': { $ref: '#/components/responses/BadRequest' },
          },
        },
        {
          responses: { BadRequest: { content: { 'text/html': {} } } },
          securitySchemes: { key: { type: 'http', scheme: 'basic', description: 'A key.' } },
        },
      ),
    };
    expect(contractLines(document, { 'things.v1.Thing': 'ThingsV1Thing' })).toEqual([
      'GET /things 200 application/json: string, maxLength 5',
      'GET /things 200 header X-Id: string, optional',
      'GET /things 204: no body',
      'GET /things 400 text/html: unknown',
      'GET /things body text/plain: unknown',
      'GET /things body: required',
      'GET /things path id: string, required',
      'GET /things query page_size: integer, optional, default 10, maximum 100',
      'GET /things query tag: array, optional, explode false',
      'GET /things query tag[]: unknown',
      'GET /things security key',
      'GET /things security key and token [read]',
      'GET /things security none',
      'GET /things: operationId listThings',
      'security key: type http, scheme basic',
      'server https://api.example',
      'type ThingsV1Thing = things.v1.Thing',
    ]);
  });

  it('take the security of the document where the operation has none', () => {
    const document = { ...documentWith({ responses: {} }), security: [{ key: [] }] };
    expect(contractLines(document, {})).toContain('GET /things security key');
  });

  it('say that no security is asked for where neither says it', () => {
    expect(contractLines(documentWith({ responses: {} }), {})).toContain(
      'GET /things security none',
    );
  });

  it('are the same for a default that is written out', () => {
    const written = documentWith({
      parameters: [{ name: 'q', in: 'query', style: 'form', explode: true, required: false }],
    });
    const silent = documentWith({ parameters: [{ name: 'q', in: 'query' }] });
    expect(contractLines(written, {})).toEqual(contractLines(silent, {}));
  });

  it('do not depend on the order of the document', () => {
    const a = objectWith({ a: { type: 'string' }, b: { enum: ['x', 'y'] } }, ['a', 'b']);
    const b = objectWith({ b: { enum: ['y', 'x'] }, a: { type: 'string' } }, ['b', 'a']);
    expect(bodyLines(a)).toEqual(bodyLines(b));
  });
});
