import type { ErrorObject } from 'ajv/dist/2020.js';

/** Describes an error of Ajv without showing the value, which belongs to the organization. */
export function describeProblem({ keyword, params, data, schema }: ErrorObject): string {
  switch (keyword) {
    case 'required':
      return 'missing';
    case 'type':
      return `${kindOf(data)} instead of ${[schema].flat().join(' or ')}`;
    case 'enum':
    case 'const':
      return `value outside the enum:${showIf(isConstant, data)}`;
    case 'x-extensible-enum':
      return `value new to the enum:${showIf(isConstant, data)}`;
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return `undeclared property${showIf(isPropertyName, Object.values(params)[0])}`;
    case 'format':
      return `not of format ${String(schema)}`;
    case 'uniqueItems':
      return 'equal items';
    case 'minLength':
    case 'maxLength':
    case 'minItems':
    case 'maxItems':
    case 'minimum':
    case 'maximum':
      return `beyond ${keyword} ${String(schema)}`;
    default:
      return `violates ${keyword}`;
  }
}

/** Returns the kind of a JSON value: 'array', 'null', or what `typeof` says. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

/**
 * Tells whether a text looks like a constant of an API, `READY` or `flink_udf`, and so is safe to
 * show. Digits are not allowed, because ids and keys have them.
 */
export function isConstant(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    value.length <= 40 &&
    /^([A-Z]+(_[A-Z]+)*|[a-z]+(_[a-z]+)+)$/.test(value)
  );
}

/** Tells whether a text looks like a name of a property of an API, such as `resolution`. */
export function isPropertyName(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 40 && /^[a-z]+(_[a-z]+)*$/.test(value);
}

function showIf(isSafe: (value: unknown) => value is string, value: unknown): string {
  return isSafe(value) ? ` ${value}` : ' (not shown)';
}
