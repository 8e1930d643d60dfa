import { asObject } from '../scripts/shared/json.js';
import type { Json } from '../scripts/shared/json.js';
import type { Observation } from './connect.js';
import { declaredResponse, errorSchemaOf, follow } from './contract.js';
import type { Contract } from './contract.js';
import { isPropertyName } from './describe-problem.js';
import type { Validate } from './validate.js';

/**
 * Describes the shape of a body: the component that it is, or the properties that it has. A status
 * that the document does not declare is taken for an error.
 */
export function describeBody(
  { path, status, body }: Observation,
  contract: Contract,
  validate: Validate,
): string {
  switch (body.kind) {
    case 'text':
      return 'text';
    case 'empty':
      return 'none';
    case 'broken':
      return 'broken off';
    case 'json':
      return describeJson(body.value, { path, status, contract, validate });
  }
}

function describeJson(
  value: Json,
  {
    path,
    status,
    contract,
    validate,
  }: { path: string; status: number; contract: Contract; validate: Validate },
): string {
  const declared = declaredResponse(contract, path, status);
  const schema =
    (declared.kind === 'declared' ? declared.schema : undefined) ?? errorSchemaOf(contract, path);
  if (schema === undefined) return 'JSON';
  const violations = validate(schema, value).filter(({ kind }) => kind === 'violation');
  const name = follow(contract.document, schema)?.pointer.split('/').at(-1) ?? 'JSON';
  if (violations.length === 0) return name;
  const shown = Object.keys(asObject(value)).filter(isPropertyName);
  return `JSON that is no ${name}, with ${shown.join(', ') || 'no readable property'}`;
}
