import { asArray, asObject, isObject, type Json, type JsonObject } from '../shared/json.js';
import { operationName, type Operation } from '../shared/operation.js';
import type { Report } from '../shared/report.js';
import { childPlace, SpecError, type Place } from '../shared/spec-error.js';
import { groupBy } from '../shared/values.js';

/** A security scheme that Confluent's docs name but do not define in the path specs. */
interface KnownScheme {
  /** The security scheme object of OpenAPI. */
  readonly definition: JsonObject;
  /** Whether the client's API key or access token is a credential of this scheme. */
  readonly isSendable: boolean;
}

const tokenUrl = 'https://api.confluent.cloud/sts/v1/oauth2/token';
const ofProvider = 'An access token of an identity provider, sent as a bearer token.';

/**
 * The client holds one Cloud API key or one token of the Security Token Service. Neither can stand
 * for a key of one cluster, nor for a token of an identity provider.
 */
const knownSchemes: Readonly<Record<string, KnownScheme>> = {
  'api-key': { definition: basicScheme('An API key'), isSendable: true },
  'cloud-api-key': { definition: basicScheme('A Cloud API key'), isSendable: true },
  'global-api-key': { definition: basicScheme('A global API key'), isSendable: true },
  'resource-api-key': { definition: basicScheme('An API key of one resource'), isSendable: false },
  'confluent-sts-access-token': {
    definition: {
      type: 'oauth2',
      description: 'An access token of the Security Token Service, sent as a bearer token.',
      flows: { clientCredentials: { tokenUrl, scopes: {} } },
    },
    isSendable: true,
  },
  // A sign-in in the browser. The scopes that operations name are permissions, not credentials.
  confluent_auth: {
    definition: {
      type: 'oauth2',
      description: 'An access token of a user, sent as a bearer token.',
      flows: { implicit: { authorizationUrl: 'https://confluent.cloud/oauth', scopes: {} } },
    },
    isSendable: false,
  },
  'external-access-token': { definition: bearerScheme(ofProvider), isSendable: false },
  oauth: { definition: bearerScheme(ofProvider), isSendable: false },
};

function basicScheme(credential: string): JsonObject {
  const description = `${credential}: the key id is the user name, the secret is the password.`;
  return { type: 'http', scheme: 'basic', description };
}

function bearerScheme(description: string): JsonObject {
  return { type: 'http', scheme: 'bearer', description };
}

/**
 * Returns the definition of each security scheme that the operations name. It warns of operations
 * for which the client has no credential.
 *
 * @throws SpecError for an unknown scheme.
 */
export function securitySchemes(operations: readonly Operation[], report: Report): JsonObject {
  const named = operations.flatMap(schemeNames);
  const definitions = named.map(
    ({ name, place }) => [name, schemeNamed(name, place).definition] as const,
  );
  const refusing = operations.filter(({ definition }) => !isSendable(definition['security']));
  for (const [names, others] of groupBy(refusing, namesText)) {
    report.warn(
      `operations that take none of the client's credentials, but ${names}: ${others.map(operationName).join(', ')}`,
    );
  }
  return Object.fromEntries(definitions);
}

const namesText = (operation: Operation): string =>
  [...new Set(schemeNames(operation).map(({ name }) => name))].join(', ');

/** Returns whether the client can meet one of the alternatives. It sends one credential at a time. */
function isSendable(security: Json | undefined): boolean {
  const alternatives = asArray(security).filter(isObject);
  if (alternatives.length === 0) return true;
  return alternatives.some((alternative) => {
    const [name, ...others] = Object.keys(alternative);
    if (name === undefined) return true;
    return others.length === 0 && knownSchemes[name]?.isSendable === true;
  });
}

function schemeNames({ definition, place }: Operation): { name: string; place: Place }[] {
  return asArray(definition['security']).flatMap((requirement, index) =>
    Object.keys(asObject(requirement)).map((name) => ({
      name,
      place: childPlace(place, 'security', index, name),
    })),
  );
}

function schemeNamed(name: string, place: Place): KnownScheme {
  const scheme = Object.hasOwn(knownSchemes, name) ? knownSchemes[name] : undefined;
  if (scheme) return scheme;
  throw new SpecError(
    place,
    `the security scheme ${name}, known are ${Object.keys(knownSchemes).join(', ')}`,
    "define it in scripts/merge/security-schemes.ts, as the publisher's documentation describes it",
  );
}
