import {
  added,
  addedAsRequired,
  always,
  closed,
  isRequired,
  opened,
  removed,
  rules,
  tightened,
  toAnyOf,
  widened,
} from './rule.js';

const bounds = [
  'maximum, minimum, exclusiveMaximum, exclusiveMinimum, maxLength, minLength',
  'maxItems, minItems, maxContains, minContains, maxProperties, minProperties',
].join(', ');
const forms = [
  'pattern, format, multipleOf, uniqueItems, requires',
  'additionalProperties, unevaluatedItems, unevaluatedProperties',
].join(', ');
const input = 'parameter itself, request body itself, property itself';
const constraint = 'constraint itself, items itself';
const values = 'enum value, open enum value';

/** How changes of what callers send are rated: what was accepted must still be. */
export const requestRules = rules(
  [
    ['input removed', input, removed, 'breaking', 'who sends it is refused'],
    ['required input added', input, addedAsRequired, 'breaking', 'who lacks it is refused'],
    ['optional input added', input, added, 'additive', 'nobody has to send it'],
    ['media type removed', 'media type itself', removed, 'breaking', 'who sends it is refused'],
    ['media type added', 'media type itself', added, 'additive', 'one way more to send it'],
    ['branch removed', 'branch itself', removed, 'breaking', 'who sends that shape is refused'],
    ['branch added', 'branch itself', added, 'additive', 'one shape more is taken'],
    ['constraint added', constraint, added, 'breaking', 'less is taken'],
    ['constraint removed', constraint, removed, 'additive', 'more is taken'],
    ['became required', 'required', isRequired, 'breaking', 'who lacks it is refused'],
    ['became optional', 'required', always, 'additive', 'nobody has to send it now'],
    ['type widened', 'type', widened, 'additive', 'what was taken still is'],
    ['type narrowed or replaced', 'type', always, 'breaking', 'what was taken is refused'],
    // An open enum of a request lists what the server takes now, whatever the type lets through.
    ['enum shorter', values, removed, 'breaking', 'who sends that value is refused'],
    ['enum longer', values, added, 'additive', 'one value more is taken'],
    ['enum closed', 'enum', closed, 'breaking', 'what was taken is refused'],
    ['closed enum opened', 'enum', opened, 'additive', 'more is taken'],
    ['open enum set or unset', 'enum', always, 'additive', 'the type takes any string'],
    ['bound tightened', bounds, tightened, 'breaking', 'what was taken is refused'],
    ['bound loosened', bounds, always, 'additive', 'more is taken'],
    ['form removed', forms, removed, 'additive', 'more is taken'],
    ['form added or changed', forms, always, 'breaking', 'what was taken is refused'],
    ['anyOf made of oneOf', 'union', toAnyOf, 'additive', 'more is taken'],
    ['oneOf made of anyOf', 'union', always, 'breaking', 'what fits two branches is refused'],
    ['readOnly unset', 'readOnly', removed, 'additive', 'it may be sent now'],
    ['readOnly set', 'readOnly', always, 'breaking', 'it may no longer be sent'],
    ['writeOnly changed', 'writeOnly', always, 'documentation', 'it speaks of responses'],
  ],
  'request',
);
