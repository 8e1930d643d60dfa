import type { Contract } from '../merge/merge-contract.js';
import { asArray, asObject, type Json, type JsonObject } from '../shared/json.js';
import { httpMethods } from '../shared/operation.js';
import { parameterText, quoted, valueText, type Fact, type Kind } from './fact.js';
import { textsOf, traitsOf } from './keywords.js';
import { schemaFact } from './schema-fact.js';
import { componentName } from './schema-type.js';

/** All that a contract says. */
export interface Facts {
  readonly operations: readonly Fact[];
  /** By the name that references have: that of a schema, or `response` and the name of a response. */
  readonly components: ReadonlyMap<string, Fact>;
  readonly securitySchemes: readonly Fact[];
  readonly exportedTypes: readonly Fact[];
}

/** Reads the facts of a contract, each component once. */
export function readFacts({ document, typeNames }: Contract): Facts {
  const { servers = [], security = [], paths, components } = document;
  const { schemas, responses, securitySchemes } = asObject(components);
  const operations = Object.entries(asObject(paths)).flatMap(([path, item]) =>
    httpMethods
      .filter((method) => method in asObject(item))
      .map((method) => {
        const operation = { servers, security, ...asObject(asObject(item)[method]) };
        return operationFact(`${method.toUpperCase()} ${path}`, operation);
      }),
  );
  const roots = [
    ...Object.entries(asObject(schemas)).map(([name, schema]) =>
      schemaFact(schema, { kind: 'component', step: name }),
    ),
    ...Object.entries(asObject(responses)).map(([name, response]) =>
      responseFact(`response ${name}`, 'component', asObject(response)),
    ),
  ];
  return {
    operations,
    components: new Map(roots.map((root) => [root.step, root])),
    securitySchemes: Object.entries(asObject(securitySchemes)).map(([name, scheme]) =>
      plainFact('security scheme', `security ${name}`, asObject(scheme)),
    ),
    exportedTypes: Object.entries(typeNames).map(([component, name]) => ({
      ...plainFact('exported type', `type ${name}`, {}),
      traits: { type: [component] },
    })),
  };
}

function operationFact(step: string, operation: JsonObject): Fact {
  const { parameters, requestBody, responses, security, servers, ...others } = operation;
  return plainFact('operation', step, others, [
    ...asArray(servers).map((server) => {
      const { url = null, ...more } = asObject(server);
      return plainFact('server', ` server ${valueText(url)}`, more);
    }),
    ...securityFacts(asArray(security)),
    ...asArray(parameters).map((parameter) => parameterFact(asObject(parameter))),
    ...(requestBody === undefined ? [] : [bodyFact(asObject(requestBody))]),
    ...Object.entries(asObject(responses)).map(([status, response]) => {
      const kind = status.startsWith('2') ? 'success response' : 'error response';
      return responseFact(` ${status}`, kind, asObject(response));
    }),
  ]);
}

/** Returns a fact for each way to authorize. No authorization is such a way. */
function securityFacts(alternatives: readonly Json[]): Fact[] {
  const steps = (alternatives.length > 0 ? alternatives : [{}]).map((alternative) => {
    const schemes = Object.entries(asObject(alternative)).map(([scheme, scopes]) =>
      asArray(scopes).length > 0 ? `${scheme} ${valueText(scopes)}` : scheme,
    );
    return ` security ${schemes.sort().join(' and ') || 'none'}`;
  });
  return [...new Set(steps)].map((step) => plainFact('security', step, {}));
}

function parameterFact({ in: place = null, name = null, ...parameter }: JsonObject): Fact {
  // How values are written where the document does not say (OpenAPI 3.1, Parameter Object).
  const isForm = place === 'query' || place === 'cookie';
  const { style = null, explode = null, ...others } = parameter;
  const nameText = typeof name === 'string' ? parameterText(name) : valueText(name);
  return valueFact('parameter', ` ${valueText(place)} ${nameText}`, {
    ...others,
    required: place === 'path' || parameter['required'] === true,
    ...(style !== null && style !== (isForm ? 'form' : 'simple') && { style }),
    ...(explode !== null && explode !== isForm && { explode }),
  });
}

/** Returns the fact of a parameter or header: a schema, or one media type, describes its value. */
function valueFact(kind: Kind, step: string, object: JsonObject): Fact {
  const { schema, content, required = false, ...others } = object;
  const [mediaType, media] = Object.entries(asObject(content))[0] ?? ['', null];
  const fact = schemaFact(schema ?? asObject(media)['schema'], {
    kind,
    step,
    traits: { required, ...(mediaType !== '' && { content: mediaType }), ...traitsOf(others, []) },
  });
  const ofSchema: JsonObject = {};
  for (const [key, text] of Object.entries(fact.texts)) ofSchema[`${key} of the schema`] = text;
  return { ...fact, texts: { ...ofSchema, ...textsOf(others) } };
}

const bodyFact = ({ content, required = false, ...others }: JsonObject): Fact =>
  plainFact('request body', ' body', { required, ...others }, mediaFacts(content));

function responseFact(step: string, kind: Kind, response: JsonObject): Fact {
  const { $ref, headers, content, ...others } = response;
  const name = componentName($ref);
  const media = mediaFacts(content);
  const fact = plainFact(kind, step, others, [
    ...Object.entries(asObject(headers)).map(([header, value]) =>
      valueFact('header', ` header ${parameterText(header)}`, asObject(value)),
    ),
    ...media,
  ]);
  if (name === '') return media.length > 0 ? fact : { ...fact, traits: { 'no body': true } };
  const component = `response ${name}`;
  return { ...fact, component, traits: { type: [component] } };
}

const mediaFacts = (content: Json | undefined): Fact[] =>
  Object.entries(asObject(content)).map(([name, media]) => {
    const { schema, ...others } = asObject(media);
    const at = { kind: 'media type', step: ` ${quoted(name)}` } as const;
    const fact = schemaFact(schema, { ...at, traits: traitsOf(others, []) });
    return { ...fact, texts: { ...fact.texts, ...textsOf(others) } };
  });

/** Returns a fact about something that is no schema. */
const plainFact = (
  kind: Kind,
  step: string,
  object: JsonObject,
  children: readonly Fact[] = [],
): Fact => ({
  kind,
  step,
  traits: traitsOf(object, []),
  texts: textsOf(object),
  component: '',
  children,
});
