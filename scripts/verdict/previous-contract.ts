import { join } from 'node:path';
import { parse } from 'yaml';
import { emitTypes } from '../emit/emit-types.js';
import type { Contract } from '../merge/merge-contract.js';
import { readIfThere } from '../shared/files.js';
import { isObject, type Json, type JsonObject } from '../shared/json.js';

/** The contract that the generated files hold before they are written again. */
export type Previous =
  | { readonly kind: 'contract'; readonly contract: Contract }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable'; readonly file: string; readonly reason: string };

const documentFile = 'openapi/openapi.yaml';

/** Reads the contract that the generated files hold. They can be missing, or broken by a merge. */
export function previousContract(root: string): Previous {
  const yaml = readIfThere(join(root, documentFile));
  const facts = readIfThere(join(root, 'openapi/contract.txt'));
  if (yaml === undefined || facts === undefined) return { kind: 'missing' };
  try {
    const lines = facts.matchAll(/^(\S+): .*\bexported as (\w+)/gm);
    const typeNames = Object.fromEntries(
      [...lines].map(([, component = '', name = '']) => [component, name]),
    );
    return { kind: 'contract', contract: { document: parseDocument(yaml), typeNames } };
  } catch (error) {
    return unreadable(error);
  }
}

/** Returns the contract if types can be made of it. They cannot if a merge has lost a component. */
export async function withTypes(previous: Previous): Promise<Previous> {
  if (previous.kind !== 'contract') return previous;
  try {
    await emitTypes(previous.contract);
    return previous;
  } catch (error) {
    return unreadable(error);
  }
}

function unreadable(error: unknown): Previous {
  const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return { kind: 'unreadable', file: documentFile, reason: reason.replace(/:$/, '') };
}

function parseDocument(yaml: string): JsonObject {
  const document = parse(yaml) as Json;
  if (!isObject(document)) throw new TypeError('it is no object');
  return document;
}
