import { asArray, asObject, type Json, type JsonObject } from '../shared/json.js';
import { parameterFact, requestBodyFact, responseFact } from './message-facts.js';
import type { Fact } from './model.js';
import { plainFact } from './plain-fact.js';
import type { SchemaReader } from './schema-reader.js';
import { valueText } from './text.js';

/**
 * An operation as a fact, with all that it takes and gives below it.
 *
 * @param subject - Its method and path.
 * @param security - What the document asks of operations that do not say it themselves.
 */
export function operationFact(
  reader: SchemaReader,
  subject: string,
  operation: JsonObject,
  security: Json | undefined,
): Fact {
  const { parameters, requestBody, responses, servers } = operation;
  const shown = ['parameters', 'requestBody', 'responses', 'security', 'servers'];
  return plainFact({ subject, kind: 'operation' }, operation, shown, [
    ...asArray(servers).map((server) => serverFact(`${subject} server`, server)),
    ...securityFacts(subject, operation['security'] ?? security),
    ...asArray(parameters).map((parameter) => parameterFact(reader, subject, parameter)),
    ...(requestBody === undefined ? [] : [requestBodyFact(reader, subject, requestBody)]),
    ...Object.entries(asObject(responses)).map(([status, response]) =>
      responseFact(reader, subject, status, response),
    ),
  ]);
}

/** A server as a fact. */
export function serverFact(prefix: string, server: Json): Fact {
  const subject = `${prefix} ${valueText(asObject(server)['url'] ?? null)}`;
  return plainFact({ subject, kind: 'server' }, asObject(server), ['url']);
}

/** A fact for each way to authorize; asking for nothing is such a way. */
function securityFacts(prefix: string, security: Json | undefined): Fact[] {
  const alternatives = asArray(security);
  return (alternatives.length > 0 ? alternatives : [{}]).map((alternative) => {
    const schemes = Object.entries(asObject(alternative)).map(([scheme, scopes]) =>
      asArray(scopes).length > 0 ? `${scheme} ${valueText(scopes)}` : scheme,
    );
    const subject = `${prefix} security ${schemes.sort().join(' and ') || 'none'}`;
    return plainFact({ subject, kind: 'security alternative' }, {});
  });
}
