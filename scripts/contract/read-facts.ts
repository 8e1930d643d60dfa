import type { Contract } from '../merge/merge-contract.js';
import {
  asArray,
  asObject,
  byCodeUnit,
  sortKeys,
  type Json,
  type JsonObject,
} from '../shared/json.js';
import { httpMethods } from '../shared/operation.js';
import { namesIn, propertyText, valueText, type Fact, type Kind } from './fact.js';
import { nameBranches } from './name-branches.js';
import { branchesOf, componentOf, typeKeywords, typeTraits } from './schema-type.js';

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
        return readFact('operation', `${method.toUpperCase()} ${path}`, operation);
      }),
  );
  const groups = [
    operations,
    readEach('schema', schemas, (name) => name).map((fact) => {
      const typeName = typeNames[fact.step];
      const exported = typeName !== undefined && { 'exported as': typeName };
      return { ...fact, traits: { ...fact.traits, ...exported } };
    }),
    readEach('error response', responses, (name) => `response ${name}`),
    readEach('security scheme', securitySchemes, (name) => `security ${name}`),
  ];
  const children = groups.flatMap((facts) => facts.sort((a, b) => byCodeUnit(a.step, b.step)));
  return { kind: 'contract', step: '', traits: {}, component: '', children };
}

const describesValue: readonly Kind[] = ['schema', 'branch', 'parameter', 'header', 'media type'];
const canBeRequired: readonly Kind[] = ['parameter', 'header', 'request body'];

/** Reads an object of OpenAPI, with what stands inside it. */
function readFact(kind: Kind, step: string, given: Json, position: JsonObject = {}): Fact {
  // A parameter, a header or a media type and its schema are one fact.
  const { schema, ...holder } = asObject(given);
  const object = { ...asObject(schema), ...holder };
  const { required, ...entries } = object;
  const isTyped = describesValue.includes(kind) || '$ref' in object;
  const isReadBelow = (keyword: string): boolean =>
    Object.hasOwn(readers, keyword) && object[keyword] !== false;
  const others = Object.entries(entries).filter(
    ([keyword]) => !isReadBelow(keyword) && !(isTyped && typeKeywords.includes(keyword)),
  );
  return {
    kind,
    step,
    traits: {
      ...(isTyped && typeTraits(object)),
      ...(canBeRequired.includes(kind) && { required: required === true }),
      ...position,
      ...sortKeys(Object.fromEntries(others)),
    },
    component: componentOf(object),
    children: Object.keys(readers).flatMap((keyword) => {
      const value = object[keyword];
      return value === undefined ? [] : (readers[keyword]?.(value, object) ?? []);
    }),
  };
}

/** Reads the facts that the keywords of OpenAPI hold. */
const readers: Readonly<Record<string, (value: Json, owner: JsonObject) => Fact[]>> = {
  servers: (servers) =>
    asArray(servers).map((server) => {
      const { url = null, ...others } = asObject(server);
      return readFact('server', ` server ${valueText(url)}`, others);
    }),
  security: readSecurity,
  parameters: (parameters) =>
    asArray(parameters).map((parameter) => {
      const { in: place = null, name = null, ...others } = asObject(parameter);
      const step = ` ${valueText(place)} ${typeof name === 'string' ? propertyText(name) : ''}`;
      return readFact('parameter', step, others);
    }),
  requestBody: (body) => [readFact('request body', ' body', body)],
  responses: (responses) =>
    Object.entries(asObject(responses)).map(([status, response]) => {
      const kind = status.startsWith('2') ? 'success response' : 'error response';
      return readFact(kind, ` ${status}`, response);
    }),
  headers: (headers) => readEach('header', headers, (name) => ` header ${propertyText(name)}`),
  content: (content) => readEach('media type', content, (name) => ` ${valueText(name)}`),
  properties: (properties, { required }) =>
    Object.entries(asObject(properties)).map(([name, property]) => {
      const position = { required: namesIn(required).includes(name) };
      return readFact('schema', `.${propertyText(name)}`, property, position);
    }),
  patternProperties: (schemas) => readEach('schema', schemas, (pattern) => `.(${pattern})`),
  additionalProperties: (schema) => (schema === false ? [] : [readFact('schema', '.*', schema)]),
  items: (schema) => [readFact('schema', '[]', schema)],
  prefixItems: (schemas) =>
    asArray(schemas).map((schema, index) => readFact('schema', `[${String(index)}]`, schema)),
  oneOf: (_branches, owner) => readBranches(owner),
  anyOf: (_branches, owner) => readBranches(owner),
};

/** Reads each object of a record. */
const readEach = (kind: Kind, record: Json | undefined, stepOf: (name: string) => string): Fact[] =>
  Object.entries(asObject(record)).map(([name, value]) => readFact(kind, stepOf(name), value));

const readBranches = (union: JsonObject): Fact[] =>
  nameBranches(branchesOf(union).map((branch) => readFact('branch', '', branch)));

/** Returns a fact for each way to authorize. No authorization is such a way. */
function readSecurity(given: Json): Fact[] {
  const alternatives = asArray(given);
  const steps = (alternatives.length > 0 ? alternatives : [{}]).map((alternative) => {
    const schemes = Object.entries(asObject(alternative)).map(([scheme, scopes]) =>
      asArray(scopes).length > 0 ? `${scheme} ${valueText(scopes)}` : scheme,
    );
    return ` security ${schemes.sort(byCodeUnit).join(' and ') || 'none'}`;
  });
  return [...new Set(steps)].map((step) => readFact('security', step, {}));
}
