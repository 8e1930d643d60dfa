import {
  asArray,
  asObject,
  byCodeUnit,
  sortKeys,
  type Json,
  type JsonObject,
} from '../shared/json.js';
import { propertyText, stringsIn, valueText, type Fact, type Kind } from './fact.js';
import { nameBranches } from './name-branches.js';
import { branchesOf, componentOf, isDefault, typeKeywords, typeTraits } from './schema-type.js';

const kindsWithType: readonly Kind[] = ['schema', 'branch', 'parameter', 'header', 'media type'];
const kindsWithPresence: readonly Kind[] = ['parameter', 'header', 'request body'];

/** Where an object stands, and what the document says about it elsewhere: `required`. */
interface Position {
  readonly kind: Kind;
  readonly suffix: string;
  readonly traits?: JsonObject;
}

/**
 * Reads an object of OpenAPI, with what stands inside it. A parameter, a header or a media type and
 * its schema are one fact.
 */
export function readFact(given: Json, { kind, suffix, traits }: Position): Fact {
  const { schema: described, ...own } = asObject(given);
  const schema = asObject(described);
  // The `required` of a schema is a list, that of a parameter is a flag.
  const object: JsonObject = {
    ...schema,
    ...own,
    required: schema['required'] ?? own['required'] ?? [],
  };
  const isTyped = kindsWithType.includes(kind) || '$ref' in object;
  return {
    kind,
    suffix,
    traits: {
      ...(isTyped && typeTraits(object)),
      ...(kindsWithPresence.includes(kind) && { required: own['required'] === true }),
      ...traits,
      ...otherTraits(object, isTyped),
    },
    component: componentOf(object),
    children: Object.entries(readers).flatMap(([keyword, read]) => {
      const value = object[keyword];
      return value === undefined ? [] : read(value, object);
    }),
  };
}

/** Returns the keywords that hold no facts of their own. */
function otherTraits(object: JsonObject, isTyped: boolean): JsonObject {
  const { properties, required, ...keywords } = object;
  const unknown = stringsIn(required).filter((name) => !Object.hasOwn(asObject(properties), name));
  const others = Object.entries(keywords).filter(
    ([keyword, value]) =>
      (!Object.hasOwn(readers, keyword) || value === false) &&
      !(isTyped && typeKeywords.includes(keyword)) &&
      !isDefault(keyword, value),
  );
  return {
    ...(unknown.length > 0 && { requires: unknown.sort(byCodeUnit) }),
    ...sortKeys(Object.fromEntries(others)),
  };
}

/** How to read the facts under each keyword. */
const readers: Readonly<Record<string, (value: Json, owner: JsonObject) => Fact[]>> = {
  servers: (servers) =>
    asArray(servers).map((server) => {
      const { url = null, ...others } = asObject(server);
      return readFact(others, { kind: 'server', suffix: ` server ${valueText(url)}` });
    }),
  security: readSecurity,
  parameters: (parameters) => asArray(parameters).map((given) => readParameter(asObject(given))),
  requestBody: (body) => [readFact(body, { kind: 'request body', suffix: ' body' })],
  responses: (responses) =>
    Object.entries(asObject(responses)).map(([status, response]) => {
      const kind = status.startsWith('2') ? 'success response' : 'error response';
      return readFact(response, { kind, suffix: ` ${status}` });
    }),
  headers: (headers) => readEach('header', headers, (name) => ` header ${propertyText(name)}`),
  content: (content) => readEach('media type', content, (name) => ` ${valueText(name)}`),
  properties: (properties, { required }) =>
    Object.entries(asObject(properties)).map(([name, property]) => {
      const traits = { required: stringsIn(required).includes(name) };
      return readFact(property, { kind: 'schema', suffix: `.${propertyText(name)}`, traits });
    }),
  patternProperties: (schemas) => readEach('schema', schemas, (pattern) => `.(${pattern})`),
  additionalProperties: (schema) =>
    schema === false ? [] : [readFact(schema, { kind: 'schema', suffix: '.*' })],
  items: (schema) => [readFact(schema, { kind: 'schema', suffix: '[]' })],
  prefixItems: (schemas) =>
    asArray(schemas).map((schema, index) =>
      readFact(schema, { kind: 'schema', suffix: `[${String(index)}]` }),
    ),
  oneOf: (_branches, union) => readBranches(union),
  anyOf: (_branches, union) => readBranches(union),
};

/** Reads each object of a record. */
export const readEach = (
  kind: Kind,
  record: Json | undefined,
  suffixOf: (name: string) => string,
): Fact[] =>
  Object.entries(asObject(record)).map(([name, value]) =>
    readFact(value, { kind, suffix: suffixOf(name) }),
  );

function readParameter({
  in: place = null,
  name = null,
  style,
  explode,
  ...others
}: JsonObject): Fact {
  // How values are written where the document does not say (OpenAPI 3.1, Parameter Object).
  const usualStyle = place === 'query' || place === 'cookie' ? 'form' : 'simple';
  const usesForm = (style ?? usualStyle) === 'form';
  const nameText = typeof name === 'string' ? propertyText(name) : valueText(name);
  const parameter = {
    ...others,
    ...(style !== undefined && style !== usualStyle && { style }),
    ...(explode !== undefined && explode !== usesForm && { explode }),
  };
  return readFact(parameter, { kind: 'parameter', suffix: ` ${valueText(place)} ${nameText}` });
}

/** Returns a fact for each way to authorize. If none is needed, the fact is `security none`. */
function readSecurity(given: Json): Fact[] {
  const alternatives = asArray(given);
  const suffixes = (alternatives.length > 0 ? alternatives : [{}]).map((alternative) => {
    const schemes = Object.entries(asObject(alternative)).map(([scheme, scopes]) =>
      [scheme, ...new Set(stringsIn(scopes).sort(byCodeUnit))].join(' '),
    );
    return ` security ${schemes.sort(byCodeUnit).join(' and ') || 'none'}`;
  });
  return [...new Set(suffixes)].map((suffix) => readFact({}, { kind: 'security', suffix }));
}

/** Reads the branches of a union. A component that is the only branch stands in the union's place. */
const readBranches = (union: JsonObject): Fact[] =>
  componentOf(union) === ''
    ? nameBranches(
        branchesOf(union).map((branch) => readFact(branch, { kind: 'branch', suffix: '' })),
      )
    : [];
