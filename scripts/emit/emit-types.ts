import { createConfig } from '@redocly/openapi-core';
import openapiTS, { astToString, type OpenAPI3, type SchemaObject } from 'openapi-typescript';
import ts from 'typescript';
import type { Contract } from '../merge/merge-contract.js';
import { asObject, isObject, mapValues, type Json, type JsonObject } from '../shared/json.js';
import { isReadOnly, partsOf, receivedNames } from '../shared/references.js';
import { declareTypes } from './declare-types.js';

const { factory } = ts;
const unlinted = createConfig({});

const emitted = new WeakMap<Contract, Promise<string>>();

/**
 * Returns the module with the types of a contract, as openapi-typescript writes them. The files, and
 * then the verdict, need the same types, so they are made once for each contract.
 */
export function emitTypes(contract: Contract): Promise<string> {
  const types = emitted.get(contract) ?? makeTypes(contract);
  emitted.set(contract, types);
  return types;
}

async function makeTypes({ document, typeNames }: Contract): Promise<string> {
  // openapi-typescript changes the document that it gets, and wants a type narrower than JSON.
  const copy: unknown = structuredClone(dropDemands(document));
  const nodes = await openapiTS(copy as OpenAPI3, {
    defaultNonNullable: false,
    emptyObjectsUnknown: true,
    // The document was checked before, page by page. Without this it is linted again.
    redocly: await unlinted,
    silent: true,
    transform: openEnumType,
  });
  return astToString(declareTypes(nodes, typeNames));
}

/**
 * Takes readOnly properties out of every `required` that holds for request bodies alone: OpenAPI
 * demands them in responses only, while openapi-typescript would demand them everywhere.
 */
function dropDemands(document: JsonObject): JsonObject {
  const { components, paths } = document;
  const { parameters, requestBodies, responses, schemas } = partsOf(document);
  const received = receivedNames({
    sent: requestBodies,
    received: [...parameters, ...responses],
    schemas,
  });
  return {
    ...document,
    paths: mapValues(asObject(paths), (item) => mapValues(asObject(item), dropInBody)),
    components: {
      ...asObject(components),
      schemas: mapValues(schemas, (schema, name) =>
        received.has(name) ? schema : dropInside(schema),
      ),
    },
  };
}

function dropInBody(operation: Json): Json {
  const { requestBody } = asObject(operation);
  if (requestBody === undefined) return operation;
  return { ...asObject(operation), requestBody: dropInside(requestBody) };
}

function dropInside(value: Json): Json {
  if (Array.isArray(value)) return value.map(dropInside);
  if (!isObject(value) || isReadOnly(value)) return value;
  const inner = mapValues(value, dropInside);
  const { properties, required } = inner;
  if (!isObject(properties) || !Array.isArray(required)) return inner;
  const demanded = required.filter(
    (name) => typeof name !== 'string' || !isReadOnly(properties[name]),
  );
  return { ...inner, required: demanded };
}

/**
 * Returns `'AWS' | 'GCP' | (string & {})` for an open enum: editors suggest the known values, but
 * any string is allowed. An open enum of numbers allows any number. It is undefined for other
 * schemas.
 */
function openEnumType(schema: SchemaObject): ts.TypeNode | undefined {
  const values: unknown = Reflect.get(schema, 'x-extensible-enum');
  if (!Array.isArray(values)) return undefined;
  const known = values.filter((value) => value !== null);
  const isNumeric = known.every((value) => typeof value === 'number');
  const hasNull = Array.isArray(schema.type) && schema.type.includes('null');
  const isNullable = hasNull || known.length < values.length;
  return factory.createUnionTypeNode([
    ...known.map((value) =>
      isNumeric ? numberLiteral(Number(value)) : textLiteral(String(value)),
    ),
    openType(isNumeric ? ts.SyntaxKind.NumberKeyword : ts.SyntaxKind.StringKeyword),
    ...(isNullable ? [factory.createLiteralTypeNode(factory.createNull())] : []),
  ]);
}

const textLiteral = (value: string): ts.TypeNode =>
  factory.createLiteralTypeNode(factory.createStringLiteral(value));

function numberLiteral(value: number): ts.TypeNode {
  const digits = factory.createNumericLiteral(Math.abs(value));
  return factory.createLiteralTypeNode(
    value < 0 ? factory.createPrefixUnaryExpression(ts.SyntaxKind.MinusToken, digits) : digits,
  );
}

/** Returns `(string & {})` or `(number & {})`, which does not swallow the literals beside it. */
const openType = (
  keyword: ts.SyntaxKind.StringKeyword | ts.SyntaxKind.NumberKeyword,
): ts.TypeNode =>
  factory.createParenthesizedType(
    factory.createIntersectionTypeNode([
      factory.createKeywordTypeNode(keyword),
      factory.createTypeLiteralNode([]),
    ]),
  );
