import { httpMethods } from '../shared/operation.js';
import { asArray, asObject, type Json, type JsonObject } from '../shared/json.js';
import { quoted, valueText, type Fact, type Kind } from './fact.js';
import { textsOf, traitsOf } from './keywords.js';
import { componentName, schemaFact } from './schema-fact.js';

/** A merged document, and the name of each component's exported type by component. */
export interface NamedDocument {
  readonly document: JsonObject;
  readonly contractNames: Readonly<Record<string, string>>;
}

/** All that a contract says. */
export interface Facts {
  readonly operations: readonly Fact[];
  /** By the name that references have: that of a schema, or `response` and the name of a response. */
  readonly components: ReadonlyMap<string, Fact>;
  readonly securitySchemes: readonly Fact[];
  readonly exportedTypes: readonly Fact[];
}

/** Reads the facts of a contract, each component once. */
export function readFacts({ document, contractNames }: NamedDocument): Facts {
  const { schemas, responses, securitySchemes } = asObject(document['components']);
  return {
    operations: Object.entries(asObject(document['paths'])).flatMap(([path, item]) =>
      httpMethods
        .filter((method) => method in asObject(item))
        .map((method) =>
          operationFact(
            `${method.toUpperCase()} ${path}`,
            asObject(asObject(item)[method]),
            document,
          ),
        ),
    ),
    components: new Map([
      ...Object.entries(asObject(schemas)).map(
        ([name, schema]) => [name, schemaFact(schema, { kind: 'component', step: name })] as const,
      ),
      ...Object.entries(asObject(responses)).map(([name, response]) => {
        const key = `response ${name}`;
        return [key, responseFact(key, 'error response', asObject(response))] as const;
      }),
    ]),
    securitySchemes: Object.entries(asObject(securitySchemes)).map(([name, scheme]) =>
      plainFact('security scheme', `security ${name}`, asObject(scheme)),
    ),
    exportedTypes: Object.entries(contractNames).map(([component, name]) =>
      plainFact('exported type', `type ${name}`, { component }),
    ),
  };
}

function operationFact(step: string, operation: JsonObject, document: JsonObject): Fact {
  const { parameters, requestBody, responses, security, servers } = operation;
  const { servers: usual, security: usualSecurity } = document;
  const told = ['parameters', 'requestBody', 'responses', 'security', 'servers'];
  return plainFact('operation', step, operation, told, [
    ...asArray(servers ?? usual).map((server) => {
      const { url } = asObject(server);
      return plainFact('server', ` server ${valueText(url ?? null)}`, asObject(server), ['url']);
    }),
    ...securityFacts(asArray(security ?? usualSecurity)),
    ...asArray(parameters).map((parameter) => parameterFact(resolve(parameter, document))),
    ...(requestBody === undefined ? [] : [bodyFact(resolve(requestBody, document))]),
    ...Object.entries(asObject(responses)).map(([status, response]) => {
      const kind = status.startsWith('2') ? 'success response' : 'error response';
      return responseFact(` ${status}`, kind, asObject(response));
    }),
  ]);
}

/** A fact for each way to authorize; no authorization is such a way. */
const securityFacts = (alternatives: readonly Json[]): Fact[] =>
  (alternatives.length > 0 ? alternatives : [{}]).map((alternative) => {
    const schemes = Object.entries(asObject(alternative)).map(([scheme, scopes]) =>
      asArray(scopes).length > 0 ? `${scheme} ${valueText(scopes)}` : scheme,
    );
    return plainFact('security', ` security ${schemes.sort().join(' and ') || 'none'}`, {});
  });

/** How parameters are written where the document does not say (OpenAPI 3.1, Parameter Object). */
const usualStyles: JsonObject = { cookie: 'form', header: 'simple', path: 'simple', query: 'form' };

function parameterFact(parameter: JsonObject): Fact {
  const { style: written, explode: spread } = parameter;
  const [place = '', name = ''] = [parameter['in'], parameter['name']].map(textOf);
  const usual = usualStyles[place] ?? '';
  const style = written ?? usual;
  const explode = spread ?? style === 'form';
  return valueFact('parameter', ` ${place} ${quoted(name)}`, parameter, {
    required: place === 'path' || parameter['required'] === true,
    ...(style !== usual && { style }),
    ...(explode !== (style === 'form') && { explode }),
  });
}

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

/** A parameter or header: a schema, or one media type, describes its value. */
function valueFact(kind: Kind, step: string, object: JsonObject, traits: JsonObject): Fact {
  const [[mediaType, media] = ['', {}]] = Object.entries(asObject(object['content']));
  const schema = object['schema'] ?? asObject(media)['schema'];
  const told = ['in', 'name', 'required', 'schema', 'content', 'style', 'explode'];
  const ofSchema = Object.entries(textsOf(asObject(schema)));
  const fact = schemaFact(schema, {
    kind,
    step,
    traits: {
      ...traitsOf(object, told),
      ...traits,
      ...(mediaType !== '' && { content: mediaType }),
    },
  });
  const texts = ofSchema.map(([name, text]) => [`${name} of the schema`, text] as const);
  return { ...fact, texts: { ...Object.fromEntries(texts), ...textsOf(object) } };
}

function bodyFact(body: JsonObject): Fact {
  const required = body['required'] === true;
  const fact = plainFact('request body', ' body', body, ['content'], mediaFacts(body));
  return { ...fact, traits: { ...fact.traits, required } };
}

function responseFact(step: string, kind: Kind, response: JsonObject): Fact {
  const name = componentName(response['$ref']);
  const headers = Object.entries(asObject(response['headers'])).map(([header, value]) => {
    const required = asObject(value)['required'] === true;
    return valueFact('header', ` header ${quoted(header)}`, asObject(value), { required });
  });
  const fact = plainFact(
    kind,
    step,
    response,
    ['$ref', 'headers', 'content'],
    [...headers, ...mediaFacts(response)],
  );
  return { ...fact, component: name === '' ? '' : `response ${name}` };
}

const mediaFacts = (owner: JsonObject): Fact[] =>
  Object.entries(asObject(owner['content'])).map(([name, media]) => {
    const at = { kind: 'media type', step: ` ${quoted(name)}` } as const;
    const fact = schemaFact(asObject(media)['schema'], {
      ...at,
      traits: traitsOf(asObject(media), ['schema']),
    });
    return { ...fact, texts: { ...fact.texts, ...textsOf(asObject(media)) } };
  });

/** A fact about something that is no schema. */
const plainFact = (
  kind: Kind,
  step: string,
  object: JsonObject,
  told: readonly string[] = [],
  children: readonly Fact[] = [],
): Fact => ({
  kind,
  step,
  traits: traitsOf(object, told),
  texts: textsOf(object),
  component: '',
  children,
});

/** What stands behind a reference, or the value itself where it is none. */
function resolve(value: Json, document: JsonObject): JsonObject {
  const { $ref: pointer } = asObject(value);
  if (typeof pointer !== 'string') return asObject(value);
  const steps = pointer.slice(2).split('/');
  return steps.reduce((inner, step) => asObject(inner[step]), document);
}
