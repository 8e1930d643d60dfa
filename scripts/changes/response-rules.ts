import {
  added,
  always,
  becameNullable,
  closed,
  isRequired,
  lostNull,
  narrowed,
  opened,
  removed,
  rules,
} from './rule.js';

const bounds = [
  'maximum, minimum, exclusiveMaximum, exclusiveMinimum, multipleOf',
  'maxLength, minLength, pattern, maxItems, minItems, uniqueItems, maxContains, minContains',
  'maxProperties, minProperties, requires',
  'additionalProperties, unevaluatedItems, unevaluatedProperties',
].join(', ');
const constraint = 'constraint itself, items itself';

/**
 * How changes of what the server sends are rated: whoever reads it must still find what they could
 * count on, and meet nothing that they could not foresee.
 */
export const responseRules = rules(
  [
    ['success status added', 'success status itself', added, 'breaking', 'nobody handles it'],
    ['success status removed', 'success status itself', removed, 'breaking', 'its type is gone'],
    ['error status added', 'error status itself', added, 'additive', 'errors are handled alike'],
    ['error status removed', 'error status itself', removed, 'additive', 'one error less'],
    ['header removed', 'header itself', removed, 'breaking', 'what was read is gone'],
    ['header added', 'header itself', added, 'additive', 'unknown headers are ignored'],
    ['media type removed', 'media type itself', removed, 'breaking', 'the body is gone'],
    ['media type added', 'media type itself', added, 'additive', 'sent to those who ask for it'],
    ['property removed', 'property itself', removed, 'breaking', 'what was read is gone'],
    ['property added', 'property itself', added, 'additive', 'unknown properties are ignored'],
    ['branch added', 'branch itself', added, 'breaking', 'nobody handles its shape'],
    ['branch removed', 'branch itself', removed, 'additive', 'one shape less to handle'],
    ['constraint added', constraint, added, 'additive', 'more is known of what comes'],
    ['constraint removed', constraint, removed, 'breaking', 'less is known of what comes'],
    ['became required', 'required', isRequired, 'additive', 'it is always there now'],
    ['became optional', 'required', always, 'breaking', 'it may be missing now'],
    ['became nullable', 'type', becameNullable, 'breaking', 'it may be null now'],
    ['no longer null', 'type', lostNull, 'additive', 'one case less to handle'],
    ['type narrowed', 'type', narrowed, 'additive', 'all that comes could come before'],
    ['type widened or replaced', 'type', always, 'breaking', 'nobody handles the new values'],
    ['closed enum longer', 'enum value', added, 'breaking', 'nobody handles the new value'],
    ['closed enum shorter', 'enum value', removed, 'additive', 'one case less to handle'],
    ['open enum longer', 'open enum value', added, 'additive', 'others had to be expected'],
    ['open enum shorter', 'open enum value', removed, 'additive', 'the type takes any string'],
    ['enum closed', 'enum', closed, 'additive', 'fewer values come'],
    ['closed enum opened', 'enum', opened, 'breaking', 'nobody handles the new values'],
    ['open enum set or unset', 'enum', always, 'additive', 'the type takes any string'],
    ['format added', 'format', added, 'additive', 'more is known of what comes'],
    ['format changed or removed', 'format', always, 'breaking', 'who parses it may fail'],
    ['bound changed', bounds, always, 'additive', 'values, not shape: not to be counted on'],
    ['kind of union changed', 'union', always, 'additive', 'the branches are the same'],
    ['readOnly changed', 'readOnly', always, 'documentation', 'it speaks of requests'],
    ['writeOnly unset', 'writeOnly', removed, 'additive', 'it is sent now'],
    ['writeOnly set', 'writeOnly', always, 'breaking', 'it is no longer sent'],
  ],
  'response',
);
