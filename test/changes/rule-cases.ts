import type { Contract } from '../../scripts/merge/merge-contract.js';
import type { Rating } from '../../scripts/changes/rule.js';
import type { Json, JsonObject } from '../../scripts/shared/json.js';
import { answering, contract, documentWith, objectWith, ref, taking } from './support.js';

type Pair = readonly [before: Contract, after: Contract];

const text = { type: 'string' };
const number = { type: 'number' };
const integer = { type: 'integer' };
const textOrNull = { type: ['string', 'null'] };
const none = objectWith({});
const one = objectWith({ a: text });
const oneRequired = objectWith({ a: text }, ['a']);
const schemas = {
  A: one,
  B: one,
  Tree: objectWith({ a: ref('Tree') }),
  Stump: objectWith({ a: ref('A') }),
};
const oneOf = (...names: string[]): JsonObject => ({ oneOf: names.map(ref) });
const anyOf = (...names: string[]): JsonObject => ({ anyOf: names.map(ref) });
const open = (...values: string[]): JsonObject => ({ ...text, 'x-extensible-enum': values });
const closed = (...values: string[]): JsonObject => ({ ...text, enum: values });
const patterns = (...all: string[]): JsonObject => ({
  ...text,
  allOf: all.map((pattern) => ({ pattern })),
});

const response = (before: Json, after: Json): Pair => [
  contract(answering(before, schemas)),
  contract(answering(after, schemas)),
];
const request = (before: Json, after: Json): Pair => [
  contract(taking(before, schemas)),
  contract(taking(after, schemas)),
];
const operation = (before: JsonObject, after: JsonObject): Pair => [
  contract(documentWith(before)),
  contract(documentWith(after)),
];
const root = (before: JsonObject, after: JsonObject): Pair => [
  contract({ ...documentWith({}), ...before }),
  contract({ ...documentWith({}), ...after }),
];
const names = (before: Record<string, string>, after: Record<string, string>): Pair => [
  contract(documentWith({}), before),
  contract(documentWith({}), after),
];

const statuses = (...all: string[]): JsonObject => ({
  responses: Object.fromEntries(all.map((status) => [status, {}])),
});
const media = (...all: string[]): JsonObject => ({
  content: Object.fromEntries(all.map((name) => [name, { schema: text }])),
});
const ok = (value: JsonObject): JsonObject => ({ responses: { '200': value } });
const sent = (...all: string[]): JsonObject => ({ requestBody: media(...all) });
const secured = (...all: string[]): JsonObject => ({
  security: all.map((name) => ({ [name]: [] })),
});
const headers = { headers: { 'X-Id': { schema: text } } };
const server = { servers: [{ url: 'https://a' }] };
const scheme = { components: { securitySchemes: { key: { type: 'http' } } } };
const silent = { paths: {} };
const nameless = { paths: { '/things': { get: {} } } };

/** For every rule, by its name, one change that falls under it alone, and how it is to be rated. */
export const cases: Record<string, readonly [Rating, Pair]> = {
  'documentation changed': ['documentation', response(text, { ...text, description: 'New.' })],
  'deprecated set or unset': ['documentation', operation({}, { deprecated: true })],
  'default changed': ['additive', request({ ...text, default: 'a' }, { ...text, default: 'b' })],
  'operation removed': ['breaking', root({}, silent)],
  'operation added': ['additive', root(silent, {})],
  'operationId added': ['additive', root(nameless, {})],
  'operationId changed': ['breaking', operation({}, { operationId: 'listAll' })],
  'security removed': ['breaking', operation(secured('a', 'b'), secured('a'))],
  'security added': ['additive', operation(secured('a'), secured('a', 'b'))],
  'scheme removed': ['breaking', root(scheme, {})],
  'scheme added': ['additive', root({}, scheme)],
  'server removed': ['breaking', root(server, {})],
  'server added': ['additive', root({}, server)],
  'type removed': ['breaking', names({ 'v1.A': 'V1A' }, {})],
  'type added': ['additive', names({}, { 'v1.A': 'V1A' })],
  'component replaced': ['breaking', response(ref('Tree'), ref('Stump'))],
  'response: success status added': [
    'breaking',
    operation(statuses('200'), statuses('200', '202')),
  ],
  'response: success status removed': [
    'breaking',
    operation(statuses('200', '202'), statuses('200')),
  ],
  'response: error status added': [
    'additive',
    operation(statuses('200'), statuses('200', 'default')),
  ],
  'response: error status removed': [
    'additive',
    operation(statuses('200', '404'), statuses('200')),
  ],
  'response: header removed': ['breaking', operation(ok(headers), ok({}))],
  'response: header added': ['additive', operation(ok({}), ok(headers))],
  'response: media type removed': [
    'breaking',
    operation(ok(media('a/a', 'b/b')), ok(media('a/a'))),
  ],
  'response: media type added': ['additive', operation(ok(media('a/a')), ok(media('a/a', 'b/b')))],
  'response: property removed': ['breaking', response(one, none)],
  'response: property added': ['additive', response(none, oneRequired)],
  'response: branch added': ['breaking', response(oneOf('A'), oneOf('A', 'B'))],
  'response: branch removed': ['additive', response(oneOf('A', 'B'), oneOf('A'))],
  'response: constraint added': ['additive', response(patterns('a'), patterns('a', 'b'))],
  'response: constraint removed': ['breaking', response(patterns('a', 'b'), patterns('a'))],
  'response: became required': ['additive', response(one, oneRequired)],
  'response: became optional': ['breaking', response(oneRequired, one)],
  'response: became nullable': ['breaking', response(text, textOrNull)],
  'response: no longer null': ['additive', response(textOrNull, text)],
  'response: type narrowed': ['additive', response(number, integer)],
  'response: type widened or replaced': ['breaking', response(integer, number)],
  'response: closed enum longer': ['breaking', response(closed('a'), closed('a', 'b'))],
  'response: closed enum shorter': ['additive', response(closed('a', 'b'), closed('a'))],
  'response: open enum longer': ['additive', response(open('a'), open('a', 'b'))],
  'response: open enum shorter': ['additive', response(open('a', 'b'), open('a'))],
  'response: enum closed': ['additive', response(open('a', 'b'), closed('a', 'b'))],
  'response: closed enum opened': ['breaking', response(closed('a', 'b'), open('a', 'b'))],
  'response: open enum set or unset': ['additive', response(text, open('a', 'b'))],
  'response: format added': ['additive', response(text, { ...text, format: 'uri' })],
  'response: format changed or removed': ['breaking', response({ ...text, format: 'uri' }, text)],
  'response: bound changed': [
    'additive',
    response({ ...text, maxLength: 5 }, { ...text, maxLength: 9 }),
  ],
  'response: kind of union changed': ['additive', response(oneOf('A', 'B'), anyOf('A', 'B'))],
  'response: readOnly changed': ['documentation', response(text, { ...text, readOnly: true })],
  'response: writeOnly unset': ['additive', response({ ...text, writeOnly: true }, text)],
  'response: writeOnly set': ['breaking', response(text, { ...text, writeOnly: true })],
  'request: input removed': ['breaking', request(one, none)],
  'request: required input added': ['breaking', request(none, oneRequired)],
  'request: optional input added': ['additive', request(none, one)],
  'request: media type removed': ['breaking', operation(sent('a/a', 'b/b'), sent('a/a'))],
  'request: media type added': ['additive', operation(sent('a/a'), sent('a/a', 'b/b'))],
  'request: branch removed': ['breaking', request(oneOf('A', 'B'), oneOf('A'))],
  'request: branch added': ['additive', request(oneOf('A'), oneOf('A', 'B'))],
  'request: constraint added': ['breaking', request(patterns('a'), patterns('a', 'b'))],
  'request: constraint removed': ['additive', request(patterns('a', 'b'), patterns('a'))],
  'request: became required': ['breaking', request(one, oneRequired)],
  'request: became optional': ['additive', request(oneRequired, one)],
  'request: type widened': ['additive', request(integer, { type: ['number', 'null'] })],
  'request: type narrowed or replaced': ['breaking', request(textOrNull, text)],
  'request: enum shorter': ['breaking', request(open('a', 'b'), open('a'))],
  'request: enum longer': ['additive', request(closed('a'), closed('a', 'b'))],
  'request: enum closed': ['breaking', request(text, closed('a', 'b'))],
  'request: closed enum opened': ['additive', request(closed('a', 'b'), text)],
  'request: open enum set or unset': ['additive', request(open('a', 'b'), text)],
  'request: bound tightened': [
    'breaking',
    request({ ...text, maxLength: 9 }, { ...text, maxLength: 5 }),
  ],
  'request: bound loosened': [
    'additive',
    request({ ...text, minLength: 9 }, { ...text, minLength: 5 }),
  ],
  'request: form removed': ['additive', request({ ...text, pattern: 'a' }, text)],
  'request: form added or changed': [
    'breaking',
    request({ ...text, format: 'uri' }, { ...text, format: 'url' }),
  ],
  'request: anyOf made of oneOf': ['additive', request(oneOf('A', 'B'), anyOf('A', 'B'))],
  'request: oneOf made of anyOf': ['breaking', request(anyOf('A', 'B'), oneOf('A', 'B'))],
  'request: readOnly unset': ['additive', request({ ...text, readOnly: true }, text)],
  'request: readOnly set': ['breaking', request(text, { ...text, readOnly: true })],
  'request: writeOnly changed': ['documentation', request(text, { ...text, writeOnly: true })],
  'unknown change': ['breaking', response(text, { ...text, shiny: true })],
};
