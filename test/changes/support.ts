import type { Contract } from '../../scripts/merge/merge-contract.js';
import { compareContracts } from '../../scripts/changes/compare-contracts.js';
import { contractLines } from '../../scripts/facts/contract-lines.js';
import type { Change } from '../../scripts/changes/fold-changes.js';
import type { Json, JsonObject } from '../../scripts/shared/json.js';

/** A document with one GET of /things that says what is given. */
export const documentWith = (operation: JsonObject, components: JsonObject = {}): JsonObject => ({
  openapi: '3.1.0',
  paths: { '/things': { get: { operationId: 'listThings', ...operation } } },
  components,
});

/** A GET that answers 200 with a body of that schema. */
export const answering = (schema: Json, schemas: JsonObject = {}): JsonObject =>
  documentWith(
    { responses: { '200': { content: { 'application/json': { schema } } } } },
    { schemas },
  );

/** A GET that takes a body of that schema. */
export const taking = (schema: Json, schemas: JsonObject = {}): JsonObject =>
  documentWith(
    { requestBody: { content: { 'application/json': { schema } } }, responses: {} },
    { schemas },
  );

/** An object with those properties, the named ones required. */
export const objectWith = (properties: JsonObject, required: string[] = []): JsonObject => ({
  type: 'object',
  properties,
  required,
});

export const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });

export const contract = (
  document: JsonObject,
  contractNames: Contract['contractNames'] = {},
): Contract => ({ document, contractNames });

/** What changed between two documents. */
export const changes = (before: JsonObject, after: JsonObject): Change[] =>
  compareContracts(contract(before), contract(after));

/** Changes in short: rating, subject after the operation, what. */
export const told = (before: JsonObject, after: JsonObject): string[] =>
  changes(before, after).map(
    ({ rating, subject, what }) => `${rating} ${subject.replace('GET /things ', '')}: ${what}`,
  );

const body = 'GET /things 200 application/json';

/** The lines about a 200 body of that schema, from the way inside it on. */
export const bodyLines = (schema: Json, schemas: JsonObject = {}): string[] =>
  contractLines(answering(schema, schemas), {})
    .filter((line) => line.startsWith(body))
    .map((line) => line.slice(body.length).trim());
