/** Options of a wrong kind or an unknown name are refused at creation, with the name of the option. */
import { describe, expect, test } from 'vitest';
import { clearClientEnvironment, creationErrorOf, withKey } from '../support/client-options.js';
import { API_SECRET } from '../support/constants.js';

clearClientEnvironment();

const noPrototype: unknown = Object.create(null);

describe.each<[name: string, values: unknown[]]>([
  ['fetch', ['x', {}, 1, noPrototype]],
  ['onRetry', [1, 'x', {}, true]],
  ['pacing', ['no', 1, 0, {}, noPrototype]],
  ['userAgent', [1, {}, true]],
  ['middleware', [{}, 'x', [1], [undefined], () => undefined]],
  ['baseUrl', [1, {}, true]],
])('%s', (name, values) => {
  test.each(values)('is refused by name when it is %o', (value) => {
    const error = creationErrorOf(withKey({ [name]: value }));
    expect(error).toBeInstanceOf(TypeError);
    expect(error.message).toContain(name);
    expect(error.message).not.toContain('primitive');
  });
});

describe.each(['timeoutMs', 'maxRetries', 'maxRetryDelayMs'])('%s', (name) => {
  test.each([5n, {}, [5], '5', true, noPrototype])('is refused by name when it is %o', (value) => {
    const error = creationErrorOf(withKey({ [name]: value }));
    expect(error.name).toMatch(/^(Type|Range)Error$/);
    expect(error.message).toContain(name);
  });
});

test.each([
  ['timeout', 'timeoutMs'],
  ['retries', 'maxRetries'],
  ['maxretries', 'maxRetries'],
  ['token', 'accessToken'],
  ['secret', 'apiSecret'],
  ['middlewares', 'middleware'],
  ['baseURL', 'baseUrl'],
])('an option named %s is refused, and %s is suggested', (name, meant) => {
  const error = creationErrorOf(withKey({ [name]: API_SECRET }));
  expect(error).toBeInstanceOf(TypeError);
  expect(error.message).toContain(`'${name}'`);
  expect(error.message).toMatch(new RegExp(`did you mean '${meant}'`, 'i'));
  expect(error.message).not.toContain(API_SECRET);
});

test('an unknown option that resembles none is refused with the names of all', () => {
  const { message } = creationErrorOf(withKey({ colour: 'red' }));
  expect(message).toContain("'colour'");
  for (const name of ['timeoutMs', 'maxRetries', 'fetch', 'pacing'])
    expect(message).toContain(name);
});
