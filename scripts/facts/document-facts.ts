import type { Contract } from '../merge/merge-contract.js';
import { asArray, asObject } from '../shared/json.js';
import { httpMethods as methods } from '../shared/operation.js';
import type { Fact } from './model.js';
import { operationFact, serverFact } from './operation-facts.js';
import { plainFact } from './plain-fact.js';
import { SchemaReader } from './schema-reader.js';

/** All that a contract says, as trees of facts. */
export function documentFacts({ document, contractNames }: Contract): Fact[] {
  const reader = new SchemaReader(document);
  const { securitySchemes } = asObject(document['components']);
  const operations = Object.entries(asObject(document['paths'])).flatMap(([path, item]) =>
    methods
      .filter((method) => method in asObject(item))
      .map((method) => {
        const operation = asObject(asObject(item)[method]);
        const subject = `${method.toUpperCase()} ${path}`;
        return operationFact(reader, subject, operation, document['security']);
      }),
  );
  return [
    ...asArray(document['servers']).map((server) => serverFact('server', server)),
    ...Object.entries(asObject(securitySchemes)).map(([name, scheme]) =>
      plainFact({ subject: `security ${name}`, kind: 'security scheme' }, asObject(scheme)),
    ),
    ...operations,
    ...Object.entries(contractNames).map(([component, name]) =>
      plainFact({ subject: `type ${name}`, kind: 'exported type' }, { component }),
    ),
  ];
}
