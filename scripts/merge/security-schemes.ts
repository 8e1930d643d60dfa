import { asArray, asObject, type JsonObject } from '../shared/json.js';
import type { Operation } from '../shared/operation.js';
import { childPlace, SpecError, type Place } from '../shared/spec-error.js';

/** The security schemes that Confluent's docs name but do not define in the path specs. */
const knownSchemes: JsonObject = {
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
 * Returns the definition of each security scheme that the operations name.
 *
 * @throws SpecError for an unknown scheme.
 */
export function securitySchemes(operations: readonly Operation[]): JsonObject {
  const names = operations.flatMap(schemeNames);
  const schemes = names.map(({ name, place }) => [name, schemeNamed(name, place)] as const);
  return Object.fromEntries(schemes);
}

function schemeNames({ definition, place }: Operation): { name: string; place: Place }[] {
  return asArray(definition['security']).flatMap((requirement, index) =>
    Object.keys(asObject(requirement)).map((name) => ({
      name,
      place: childPlace(place, 'security', index, name),
    })),
  );
}

function schemeNamed(name: string, place: Place): JsonObject {
  if (Object.hasOwn(knownSchemes, name)) return asObject(knownSchemes[name]);
  throw new SpecError(
    place,
    `the security scheme ${name}, known are ${Object.keys(knownSchemes).join(', ')}`,
    "define it in scripts/merge/security-schemes.ts, as the publisher's documentation describes it",
  );
}
