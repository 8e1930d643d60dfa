import openapiTS, { astToString, type OpenAPI3, type SchemaObject } from 'openapi-typescript';
import ts from 'typescript';
import type { JsonObject } from '../json.js';

/** The document's types, as openapi-typescript writes them; enums that Confluent extends stay open. */
export async function emitTypes(document: JsonObject): Promise<string> {
  const copy: unknown = structuredClone(document);
  const nodes = await openapiTS(copy as OpenAPI3, {
    defaultNonNullable: false,
    emptyObjectsUnknown: true,
    silent: true,
    transform: openEnum,
  });
  return astToString(nodes);
}

/** `'AWS' | 'GCP' | (string & {})`: completed and checked as literals, while any string fits. */
function openEnum(schema: SchemaObject): ts.TypeNode | undefined {
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
