import { asArray, asObject, isObject, type Json } from '../json.js';
import type { Operation } from '../read/operations.js';
import type { Report } from '../report.js';
import { mapChildren, mapOperationSchemas } from '../schemas.js';
import { below, type Place } from '../spec-error.js';

/**
 * Takes out of each `required` the names of properties that its object does not have, with a
 * warning: that is the publisher's fault, no type can say it, and servers do not send them.
 */
export function checkRequired(operation: Operation, report: Report): Operation {
  const check = (schema: Json, at: Place): Json => {
    if (!isObject(schema)) return schema;
    const { required, ...rest } = mapChildren(schema, at, check);
    if (required === undefined) return rest;
    const isWhole = 'properties' in schema && !composed.some((keyword) => keyword in schema);
    const known = asObject(schema['properties']);
    const kept = asArray(required).filter(
      (name) => !isWhole || (typeof name === 'string' && name in known),
    );
    for (const name of asArray(required)) {
      if (kept.includes(name)) continue;
      const { file, pointer } = below(at, 'required');
      const place = typeof schema['title'] === 'string' ? schema['title'] : pointer;
      report.warn(
        `${file}: ${place} requires ${JSON.stringify(name)}, a property it does not have`,
      );
    }
    return kept.length === 0 ? rest : { ...schema, ...rest, required: kept };
  };
  return mapOperationSchemas(operation, check);
}

/** Keywords by which a property can come from elsewhere. */
const composed = ['allOf', 'oneOf', 'anyOf', 'patternProperties'];
