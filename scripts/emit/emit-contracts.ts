import { byCodeUnit } from '../json.js';

/** One exported type for each component, under a name that reads well in an import. */
export function emitContracts(contractNames: Readonly<Record<string, string>>): string {
  const types = Object.entries(contractNames)
    .sort(([, a], [, b]) => byCodeUnit(a, b))
    .map(
      ([component, name]) =>
        `/** The schema ${component}. */\nexport type ${name} = components['schemas']['${component}'];\n`,
    );
  return [`import type { components } from './openapi.js';\n`, ...types].join('\n');
}
