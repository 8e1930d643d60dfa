import { asObject, type JsonObject } from '../shared/json.js';
import { jsonMediaTypeOf } from '../shared/media-type.js';
import { operationName, type Operation } from '../shared/operation.js';
import type { Report } from '../shared/report.js';

/**
 * Returns the operations whose request the client can send: those without a body and those with a
 * JSON body. The others are left out with a warning. If a body has several media types, only the one
 * that the client sends remains.
 */
export function selectSendable(operations: readonly Operation[], report: Report): Operation[] {
  return operations.flatMap((operation) => {
    const body = asObject(operation.definition['requestBody']);
    const content = asObject(body['content']);
    const mediaTypes = Object.keys(content);
    if (mediaTypes.length === 0) return [operation];
    const sent = 'application/json' in content ? 'application/json' : jsonMediaTypeOf(content);
    if (sent === undefined) {
      report.warn(
        `${operationName(operation)} is left out: the client sends JSON, not ${mediaTypes.join(', ')}`,
      );
      return [];
    }
    if (mediaTypes.length === 1) return [operation];
    report.countRepair('media type of a request that the client does not use removed');
    const media: JsonObject = { [sent]: content[sent] ?? {} };
    const requestBody = { ...body, content: media };
    return [{ ...operation, definition: { ...operation.definition, requestBody } }];
  });
}
