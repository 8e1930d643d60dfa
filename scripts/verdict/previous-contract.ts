import { join } from 'node:path';
import { parse } from 'yaml';
import type { Contract } from '../merge/merge-contract.js';
import { readIfThere } from '../shared/files.js';
import { isObject, type Json } from '../shared/json.js';

/**
 * The contract that the generated files hold now.
 *
 * @returns undefined where they are missing or cannot be read, as after a merge conflict.
 */
export function previousContract(root: string): Contract | undefined {
  const yaml = readIfThere(join(root, 'openapi/openapi.yaml'));
  const facts = readIfThere(join(root, 'openapi/contract.txt'));
  if (yaml === undefined || facts === undefined) return undefined;
  try {
    const document = parse(yaml) as Json;
    if (!isObject(document)) return undefined;
    const names = [...facts.matchAll(/^type (\S+) = (.+)$/gm)];
    return {
      document,
      typeNames: Object.fromEntries(
        names.map(([, name = '', component = '']) => [component, name]),
      ),
    };
  } catch {
    return undefined;
  }
}
