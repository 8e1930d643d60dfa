import { asArray, asObject, type JsonObject } from '../json.js';
import type { Operation } from '../read/operations.js';
import { below, SpecError } from '../spec-error.js';

/** The security schemes that Confluent's docs name without defining them in the path specs. */
const known: JsonObject = {
  'cloud-api-key': {
    type: 'http',
    scheme: 'basic',
    description: 'A Cloud API key: the key id is the user name, the secret is the password.',
  },
  'confluent-sts-access-token': {
    type: 'oauth2',
    description: 'An access token of the Security Token Service, sent as a bearer token.',
    flows: {
      clientCredentials: {
        tokenUrl: 'https://api.confluent.cloud/sts/v1/oauth2/token',
        scopes: {},
      },
    },
  },
};

/**
 * Defines each security scheme that the operations name.
 *
 * @throws SpecError for a scheme that is not known.
 */
export function securitySchemes(operations: readonly Operation[]): JsonObject {
  const schemes: JsonObject = {};
  for (const { value, at } of operations) {
    asArray(value['security']).forEach((requirement, index) => {
      for (const name of Object.keys(asObject(requirement))) {
        const scheme = known[name];
        if (scheme === undefined) {
          throw new SpecError(
            below(at, 'security', index, name),
            `the security scheme ${name}, known are ${Object.keys(known).join(', ')}`,
            'define it in scripts/security.ts from the publisher’s documentation',
          );
        }
        schemes[name] = scheme;
      }
    });
  }
  return schemes;
}
