import {
  BaseResolver,
  createConfig,
  lintDocument,
  Source,
  type Config,
} from '@redocly/openapi-core';
import type { Oas3Rule } from '@redocly/openapi-core/lib/visitors.js';
import type { PathSpec } from '../read/read-spec.js';
import { asObject, mapValues, type Json, type JsonObject } from '../shared/json.js';
import { mapPathItemSchemas } from '../shared/map-schemas.js';
import { childPlace, rootPlace, SpecError, type Place } from '../shared/spec-error.js';

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
    plugins: [{ id: 'structure', rules: { oas3: ownRules } }],
    doNotResolveExamples: true,
    rules: {
      struct: 'error',
      'operation-2xx-response': 'error',
      'operation-parameters-unique': 'error',
      'path-not-include-query': 'error',
      'path-parameters-defined': 'error',
      ...Object.fromEntries(
        Object.keys(ownRules).map((name) => [`structure/${name}`, 'error'] as const),
      ),
    },
  });

/** Rules that the linter lacks, in the form that its plugins have. */
const ownRules: Readonly<Record<string, Oas3Rule>> = {
  /** The pages are dereferenced, so what a reference means stands in no file. */
  'no-reference': () => ({
    ref: {
      enter: (node, context) => {
        context.report({ message: `a reference to ${JSON.stringify(node.$ref)}` });
      },
    },
  }),

  'path-parameter-required': () => ({
    Parameter: (parameter, context) => {
      if (parameter.in !== 'path' || parameter.required === true) return;
      context.report({ message: `the path parameter ${parameter.name} is not \`required: true\`` });
    },
  }),

  /** A path names each parameter once, in braces that hold a name. */
  'path-template': () => ({
    PathItem: (_item, context) => {
      const path = String(context.key);
      const names = [...path.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name);
      const twice = names.find((name, index) => names.indexOf(name) !== index);
      if (twice !== undefined) context.report({ message: `the path names {${twice}} twice` });
      if (!/^(?:[^{}#\s\p{Cc}]|\{[\w.-]+\})+$/u.test(path)) {
        context.report({ message: `${path}, which is no path template` });
      }
    },
  }),

  'no-empty-name': () => ({
    Parameter: (parameter, context) => {
      if (parameter.name === '') context.report({ message: 'a parameter without a name' });
    },
    Operation: (operation, context) => {
      if (operation.operationId === '') context.report({ message: 'an empty operationId' });
    },
  }),

  'no-callbacks': () => ({
    Operation: (operation, context) => {
      if (!('callbacks' in operation)) return;
      context.report({ message: 'callbacks, which no client can ask for' });
    },
  }),
};

/** What to do about a finding, by rule, where there is more to say than `usualFix`. */
const fixes: Readonly<Record<string, string>> = {
  'structure/no-reference': 'put in its place what it refers to',
  'structure/no-callbacks': 'take them out; the client cannot receive requests',
  'path-not-include-query':
    'take out the part from the question mark on, and describe it as query parameters',
  'operation-2xx-response': 'copy the YAML of the page whole',
};
const usualFix = 'correct it as OpenAPI describes it, or copy the YAML from the page again';

/** Reads no other file and asks no host, whatever a spec refers to. */
class ClosedResolver extends BaseResolver {
  override loadExternalRef(): Promise<Source> {
    return Promise.reject(new Error('the generator reads one file at a time'));
  }
}

async function lintSpec({ file, paths }: PathSpec, config: Config): Promise<SpecError[]> {
  const place = childPlace(rootPlace(file), 'paths');
  // The linter sees an empty schema for each schema: the stage `repair` checks schemas.
  const withoutSchemas = mapValues(paths, (item, path) =>
    mapPathItemSchemas(item, childPlace(place, path), () => ({})),
  );
  const problems = await lintDocument({
    document: {
      source: new Source(file, ''),
      parsed: { openapi: '3.0.3', info: { title: file, version: '1' }, paths: withoutSchemas },
    },
    config: config.styleguide,
    externalRefResolver: new ClosedResolver(),
  });
  return problems.map(({ ruleId, message, location }) => {
    const found = message.trim().replace(/\.$/, '');
    const pointer = location[0]?.pointer ?? '';
    return new SpecError(existingPlace(file, pointer, paths), found, fixes[ruleId] ?? usualFix);
  });
}

/** Returns the place of a pointer of the linter, or of the innermost value around it that exists. */
function existingPlace(file: string, pointer: string, paths: JsonObject): Place {
  let place = rootPlace(file);
  let value: Json = { paths };
  for (const step of pointer.replace(/^#?\/?/, '').split('/')) {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
    const inside: [string, Json][] = Object.entries(Array.isArray(value) ? value : asObject(value));
    const inner = inside.find(([name]) => name === key);
    if (!inner) break;
    [, value] = inner;
    place = childPlace(place, key);
  }
  return place;
}
