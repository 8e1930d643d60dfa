import { createConfig, lintFromString, type Config } from '@redocly/openapi-core';
import { beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { checkStructure } from '../../scripts/check/check-structure.js';
import { compile } from '../../scripts/compile.js';
import type { PathSpec } from '../../scripts/read/read-spec.js';
import { asArray, asObject, type Json } from '../../scripts/shared/json.js';
import { Report } from '../../scripts/shared/report.js';
import { SpecError } from '../../scripts/shared/spec-error.js';
import { at } from './support.js';

/** A path spec with everything that OpenAPI allows outside schemas. */
const source = `
paths:
  /things/{id}:
    summary: Things
    parameters:
    - { name: id, in: path, required: true, schema: { type: string } }
    servers: [{ url: 'https://{region}.example', variables: { region: { default: a, enum: [a] } } }]
    post:
      operationId: postThing
      summary: Adds a thing
      description: Adds a thing.
      externalDocs: { url: https://docs.example }
      deprecated: false
      tags: [Things]
      security: [{ cloud-api-key: [] }]
      servers: [{ url: https://api.confluent.cloud, description: Cloud }]
      x-stage: Preview
      parameters:
      - { name: q, in: query, required: false, style: form, explode: true, schema: { type: string } }
      - { name: f, in: query, content: { application/json: { schema: { type: object } } } }
      - { name: h, in: header, schema: { type: string }, example: a, description: H }
      requestBody:
        required: true
        description: Body
        content:
          application/json: { schema: { type: object }, example: { a: 1 } }
          multipart/form-data:
            schema: { type: object }
            encoding: { a: { contentType: text/plain, headers: { X: { schema: { type: string } } } } }
      responses:
        '200':
          description: Fine
          headers: { X-Id: { description: Id, schema: { type: string } } }
          content:
            application/json:
              schema: { type: object }
              examples: { one: { summary: One, value: { a: 1 } } }
          links: { self: { operationId: postThing, parameters: { id: a } } }
        4XX: { description: Wrong, content: { application/json: { schema: { type: object } } } }
        default: { description: Else }
`;

const replacements: readonly Json[] = [
  null,
  'text',
  7,
  [],
  {},
  { $ref: '#/components/parameters/X' },
  'circular(X)',
];

type Step = string | number;

/** Returns the way to every value outside schemas. */
function listNodes(value: Json, steps: readonly Step[] = []): (readonly Step[])[] {
  const entries: [Step, Json][] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(asObject(value));
  return entries
    .filter(([step]) => step !== 'schema')
    .flatMap(([step, inner]) => [[...steps, step], ...listNodes(inner, [...steps, step])]);
}

/** Returns the value with another one at the end of the steps. */
function replaceAt(value: Json, [step, ...rest]: readonly Step[], by: Json): Json {
  if (step === undefined) return by;
  if (Array.isArray(value)) {
    return value.map((inner, index) => (index === step ? replaceAt(inner, rest, by) : inner));
  }
  return { ...asObject(value), [step]: replaceAt(asObject(value)[step] ?? null, rest, by) };
}

let config: Config;
beforeAll(async () => {
  config = await createConfig({
    rules: { struct: 'error', 'no-unresolved-refs': 'error' },
    doNotResolveExamples: true,
  });
});

/** Returns what is wrong with the outcome of a spec, or undefined for a right one. */
async function judge(paths: Json): Promise<string | undefined> {
  const spec: PathSpec = { file: 'a.yaml', paths: structuredClone(asObject(paths)) };
  let document;
  try {
    await checkStructure([spec]);
    ({ document } = compile(
      [spec],
      { reservedNames: new Set(), previous: undefined, corrections: [] },
      new Report(),
    ));
  } catch (error) {
    if (!(error instanceof SpecError)) return String(error instanceof Error ? error.stack : error);
    const places = error.message.split('\n').filter((line) => !line.startsWith('  '));
    const wrong = places.find((place) => !isPlace(place, { paths }));
    return wrong === undefined ? undefined : `no such place: ${wrong}`;
  }
  const given = asObject(at({ paths }, '/paths/~1things~1{id}/post') as Json);
  const made = asObject(at(document, '/paths/~1things~1{id}/post') as Json);
  const statuses = ({ responses }: typeof given): string[] => Object.keys(asObject(responses));
  if (statuses(given).join() !== statuses(made).join()) return 'a lost response';
  const own = asArray(given['parameters']).length;
  if (asArray(made['parameters']).length < own) return 'a lost parameter';
  const [problem] = await lintFromString({ source: JSON.stringify(document), config });
  return problem && `${problem.message} ${problem.location[0]?.pointer ?? ''}`;
}

function isPlace(place: string, spec: Json): boolean {
  const [file, pointer] = place.split('#');
  return file === 'a.yaml' && pointer !== undefined && at(spec, pointer) !== undefined;
}

test('a spec with any value in any place outside schemas gives a valid document or an error with its place', async () => {
  const { paths = null } = asObject(parse(source) as Json);
  expect(await judge(paths)).toBeUndefined();
  const wrong: string[] = [];
  for (const steps of listNodes(paths)) {
    for (const replacement of replacements) {
      const problem = await judge(replaceAt(paths, steps, replacement));
      if (problem !== undefined) {
        wrong.push(`${steps.join(' ')} = ${JSON.stringify(replacement)}: ${problem}`);
      }
    }
  }
  expect(wrong).toEqual([]);
});
