import openapiTS, { astToString, type OpenAPI3, type SchemaObject } from 'openapi-typescript';
import ts from 'typescript';
import type { JsonObject } from '../shared/json.js';

/** Returns the module with the types of the document, as openapi-typescript writes them. */
export async function emitTypes(document: JsonObject): Promise<string> {
  // openapi-typescript changes the document that it gets, and wants a type narrower than JSON.
  const copy: unknown = structuredClone(document);
  const nodes = await openapiTS(copy as OpenAPI3, {
    defaultNonNullable: false,
    emptyObjectsUnknown: true,
    silent: true,
    transform: openEnumType,
  });
  return astToString(nodes);
}

/**
 * Returns `'AWS' | 'GCP' | (string & {})` for an open enum: editors suggest the known values, but
 * any string is allowed. It is undefined for other schemas.
 */
function openEnumType(schema: SchemaObject): ts.TypeNode | undefined {
  const values: unknown = Reflect.get(schema, 'x-extensible-enum');
  if (!Array.isArray(values)) return undefined;
  const { factory } = ts;
  const literal = (value: unknown): ts.TypeNode =>
    factory.createLiteralTypeNode(factory.createStringLiteral(String(value)));
  const anyString = factory.createParenthesizedType(
    factory.createIntersectionTypeNode([
      factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword),
      factory.createTypeLiteralNode([]),
    ]),
  );
  const isNullable = Array.isArray(schema.type) && schema.type.includes('null');
  return factory.createUnionTypeNode([
    ...values.map(literal),
    anyString,
    ...(isNullable ? [factory.createLiteralTypeNode(factory.createNull())] : []),
  ]);
}
