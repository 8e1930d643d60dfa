import type { Contract } from '../merge/merge-contract.js';
import { asObject, byCodeUnit, type JsonObject } from '../shared/json.js';
import { httpMethods } from '../shared/operation.js';
import type { Fact } from './fact.js';
import { readEach, readFact } from './read-fact.js';

/**
 * Reads the facts of a contract, each component once.
 *
 * @returns A fact whose children are the operations, the component schemas, the shared responses and
 * the security schemes.
 */
export function readFacts({ document, typeNames }: Contract): Fact {
  const { servers = [], security = [], paths, components } = document;
  const { schemas, responses, securitySchemes } = asObject(components);
  const operations = Object.entries(asObject(paths)).flatMap(([path, item]) =>
    httpMethods
      .filter((method) => method in asObject(item))
      .map((method) => {
        const operation = { servers, security, ...asObject(asObject(item)[method]) };
        return readFact(operation, {
          kind: 'operation',
          suffix: `${method.toUpperCase()} ${path}`,
        });
      }),
  );
  const groups = [
    operations,
    Object.entries(asObject(schemas)).map(([name, schema]) => {
      const typeName = typeNames[name];
      const exported: JsonObject = typeName === undefined ? {} : { 'exported as': typeName };
      return readFact(schema, { kind: 'schema', suffix: name, traits: exported });
    }),
    readEach('error response', responses, (name) => `response ${name}`),
    readEach('security scheme', securitySchemes, (name) => `security ${name}`),
  ];
  const children = groups.flatMap((facts) => facts.sort((a, b) => byCodeUnit(a.suffix, b.suffix)));
  return { kind: 'contract', suffix: '', traits: {}, component: '', children };
}
