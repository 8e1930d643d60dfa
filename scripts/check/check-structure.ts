import {
  BaseResolver,
  createConfig,
  lintDocument,
  Source,
  type Config,
} from '@redocly/openapi-core';
import type { PathSpec } from '../read/read-spec.js';
import { asObject, isObject, type Json, type JsonObject } from '../shared/json.js';
import { mapPathItemSchemas } from '../shared/map-schemas.js';
import { childPlace, rootPlace, SpecError, type Place } from '../shared/spec-error.js';
import { structureRules } from './structure-rules.js';

/**
 * Checks what a path spec says outside its schemas: the linter of Redocly holds it against OpenAPI.
 * The later stages rely on it.
 *
 * @throws SpecError with everything that was found in all specs.
 */
export async function checkStructure(specs: readonly PathSpec[]): Promise<void> {
  linterConfig ??= createLinterConfig();
  const config = await linterConfig;
  const errors = await Promise.all(specs.map((spec) => lintSpec(spec, config)));
  const [first, ...others] = errors.flat();
  if (first) throw SpecError.join([first, ...others]);
}

/** Made once, because it takes longer than a check. */
let linterConfig: Promise<Config> | undefined;

const createLinterConfig = (): Promise<Config> =>
  createConfig({
    plugins: [{ id: 'structure', rules: { oas3: structureRules } }],
    doNotResolveExamples: true,
    rules: {
      struct: 'error',
      'operation-2xx-response': 'error',
      'operation-parameters-unique': 'error',
      'path-parameters-defined': 'error',
      ...Object.fromEntries(
        Object.keys(structureRules).map((name) => [`structure/${name}`, 'error'] as const),
      ),
    },
  });

/** Reads no other file and asks no host, whatever a spec refers to. */
class ClosedResolver extends BaseResolver {
  override loadExternalRef(): Promise<Source> {
    return Promise.reject(new Error('the generator reads one file at a time'));
  }
}

async function lintSpec({ file, paths }: PathSpec, config: Config): Promise<SpecError[]> {
  const parsed = {
    openapi: '3.0.3',
    info: { title: file, version: '1' },
    paths: withoutSchemas(paths, childPlace(rootPlace(file), 'paths')),
  };
  const problems = await lintDocument({
    document: { source: new Source(file, ''), parsed },
    config: config.styleguide,
    externalRefResolver: new ClosedResolver(),
  });
  const errors = problems.map(({ ruleId, message, location }) => {
    const place = existingPlace(file, location[0]?.pointer ?? '', paths);
    return new SpecError(place, plainMessage(message), fixFor(ruleId));
  });
  return errors;
}

/** Returns the path items with an empty schema for each schema. The stage `repair` checks these. */
function withoutSchemas(paths: JsonObject, place: Place): JsonObject {
  const items = Object.entries(paths).map(([path, item]) => {
    return [path, mapPathItemSchemas(item, childPlace(place, path), () => ({}))] as const;
  });
  return Object.fromEntries(items);
}

/** Returns the place of a pointer of the linter, or of the innermost value around it that exists. */
function existingPlace(file: string, pointer: string, paths: JsonObject): Place {
  const steps = pointer.replace(/^#?\/?/, '').split('/');
  let value: Json | undefined = { paths };
  const found: string[] = [];
  for (const step of steps) {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
    const owner: Json | undefined = value;
    if (Array.isArray(owner)) value = owner[Number(key)];
    else if (isObject(owner) && Object.hasOwn(owner, key)) value = asObject(owner)[key];
    else break;
    if (value === undefined) break;
    found.push(step);
  }
  return { file, pointer: found.map((step) => `/${step}`).join('') };
}

const plainMessage = (message: string): string => message.trim().replace(/\.$/, '');

function fixFor(ruleId: string): string {
  switch (ruleId) {
    case 'structure/no-reference':
      return 'put in its place what it refers to';
    case 'structure/no-callbacks':
      return 'take them out; the client cannot receive requests';
    case 'structure/no-query-in-path':
      return 'take out the part from the question mark on, and describe it as query parameters';
    case 'operation-2xx-response':
      return 'copy the YAML of the page whole';
    default:
      return 'correct it as OpenAPI describes it, or copy the YAML from the page again';
  }
}
