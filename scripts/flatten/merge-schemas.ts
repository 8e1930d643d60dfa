import { asArray, asObject, canonical, type Json, type JsonObject } from '../json.js';
import { below, SpecError, type Place } from '../spec-error.js';
import { isShared, joinUse, mergeNotes, partition, useIn } from './use.js';

/**
 * The schema that accepts what both accept. Of annotations the base's win; those of a refinement
 * to a titled base stay outside it, as `allOf` with one member, and do not spoil what others share.
 *
 * @throws SpecError where nothing can satisfy both.
 */
export function mergeSchemas(base: JsonObject, refinement: JsonObject, at: Place): JsonObject {
  const a = useIn(base);
  const b = useIn(refinement);
  const notes = mergeNotes(a.notes, b.notes);
  if (isShared(a.core) && !isShared(b.core)) return refine(a.core, b.core, notes, at);
  if (isShared(b.core) && !isShared(a.core)) return refine(b.core, a.core, notes, at);
  return joinUse({ core: mergeCores(a.core, b.core, at), notes });
}

/** The schema with what its place says beside it: here the annotations of the place win. */
export function useSchema(schema: JsonObject, siblings: JsonObject, at: Place): JsonObject {
  const { core, notes } = useIn(schema);
  const [constraints, own] = partition(siblings);
  if ('title' in own) return { ...mergeCores(core, constraints, at), ...notes, ...own };
  const refined = useIn(mergeSchemas(core, constraints, at));
  return joinUse({ core: refined.core, notes: { ...notes, ...refined.notes, ...own } });
}

function refine(
  core: JsonObject,
  refinement: JsonObject,
  notes: JsonObject,
  at: Place,
): JsonObject {
  const [constraints, own] = partition(refinement);
  return joinUse({ core: mergeCores(core, constraints, at), notes: mergeNotes(notes, own) });
}

function mergeCores(a: JsonObject, b: JsonObject, at: Place): JsonObject {
  if (Object.keys(a).length === 0 || canonical(a) === canonical(b)) return b;
  if (Object.keys(b).length === 0) return a;
  if ('$ref' in a || '$ref' in b) return { allOf: [a, b] };
  const [aConstraints, aNotes] = partition(a);
  const [bConstraints, bNotes] = partition(b);
  const merged: JsonObject = { ...mergeNotes(aNotes, bNotes), ...aConstraints };
  if ('title' in a && 'title' in b && a['title'] !== b['title']) delete merged['title'];
  closedTo(a, b, at);
  closedTo(b, a, at);
  const left: JsonObject = {};
  for (const [keyword, value] of Object.entries(bConstraints)) {
    const present = merged[keyword];
    const both =
      present === undefined || canonical(present) === canonical(value)
        ? value
        : mergeKeyword(keyword, present, value, below(at, keyword));
    if (both === undefined) left[keyword] = value;
    else merged[keyword] = both;
  }
  checkBounds(merged, at);
  if (Object.keys(left).length === 0) return merged;
  return { ...merged, allOf: [...asArray(merged['allOf']), left] };
}

/** The two different values of one keyword made one; undefined where one schema cannot hold both. */
function mergeKeyword(keyword: string, a: Json, b: Json, at: Place): Json | undefined {
  switch (keyword) {
    case 'required':
      return [...new Set([...asArray(a), ...asArray(b)])];
    case 'properties':
    case 'patternProperties':
      return mergeProperties(asObject(a), asObject(b), at);
    case 'items':
    case 'additionalProperties':
      if (typeof a === 'boolean') return a ? b : a;
      if (typeof b === 'boolean') return b ? a : b;
      return mergeSchemas(asObject(a), asObject(b), at);
    case 'type':
      if ([a, b].every((type) => type === 'integer' || type === 'number')) return 'integer';
      return contradiction(a, b, at);
    case 'enum': {
      const inBoth = asArray(a).filter((value) => asArray(b).includes(value));
      return inBoth.length > 0 ? inBoth : contradiction(a, b, at);
    }
    case 'uniqueItems':
      return true;
    case 'allOf':
      return [...asArray(a), ...asArray(b)];
    case 'pattern':
    case 'oneOf':
    case 'anyOf':
    case 'not':
    case 'multipleOf':
      return undefined;
    default:
      if (/^(min|exclusiveMin)/.test(keyword)) return Math.max(Number(a), Number(b));
      if (/^(max|exclusiveMax)/.test(keyword)) return Math.min(Number(a), Number(b));
      return contradiction(a, b, at);
  }
}

function mergeProperties(a: JsonObject, b: JsonObject, at: Place): JsonObject {
  const merged = { ...a };
  for (const [name, schema] of Object.entries(b)) {
    const present = merged[name];
    merged[name] = present
      ? mergeSchemas(asObject(present), asObject(schema), below(at, name))
      : schema;
  }
  return merged;
}

/** A member that closes its object leaves no room for a property that only the other has. */
function closedTo(closed: JsonObject, other: JsonObject, at: Place): void {
  if (closed['additionalProperties'] !== false || 'patternProperties' in closed) return;
  const known = asObject(closed['properties']);
  for (const name of Object.keys(asObject(other['properties']))) {
    if (!(name in known)) {
      throw new SpecError(
        below(at, 'properties', name),
        `an allOf member adds \`${name}\` to an object that another member closes with additionalProperties: false`,
        'ask the publisher which member is right, and copy the page again',
      );
    }
  }
}

function checkBounds(schema: JsonObject, at: Place): void {
  for (const [keyword, limit] of Object.entries(schema)) {
    const upper = keyword.replace(/^min/, 'max');
    const top = schema[upper];
    if (upper === keyword || typeof limit !== 'number' || typeof top !== 'number') continue;
    if (limit > top) contradiction(`${keyword} ${limit}`, `${upper} ${top}`, at);
  }
}

function contradiction(a: Json, b: Json, at: Place): never {
  throw new SpecError(
    at,
    `allOf members that contradict each other: ${JSON.stringify(a)} and ${JSON.stringify(b)}`,
    'ask the publisher which member is right, and copy the page again',
  );
}
