import { createConfig } from '@redocly/openapi-core';
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import type { JsonObject } from '../shared/json.js';
import { dropReadOnlyDemands } from './drop-read-only-demands.js';
import { nameTypes } from './name-types.js';
import { openEnumType } from './open-enum.js';

const unlinted = createConfig({});

/**
 * Returns the module with the types of the document, as openapi-typescript writes them.
 *
 * @param contractNames - The name of the type that a component gets, by component name.
 */
export async function emitTypes(
  document: JsonObject,
  contractNames: Readonly<Record<string, string>> = {},
): Promise<string> {
  // openapi-typescript changes the document that it gets, and wants a type narrower than JSON.
  const copy: unknown = structuredClone(dropReadOnlyDemands(document));
  const nodes = await openapiTS(copy as OpenAPI3, {
    defaultNonNullable: false,
    emptyObjectsUnknown: true,
    // The document was checked before, page by page. Without this it is linted again.
    redocly: await unlinted,
    silent: true,
    transform: openEnumType,
  });
  return astToString(nameTypes(nodes, contractNames));
}
