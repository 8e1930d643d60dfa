import { describe, expect, test } from 'vitest';
import { readSpec } from '../../scripts/read/read-spec.js';
import { specWith } from './support.js';

const yaml = specWith('{ type: object }', '/things/v1/things/{thing_id}/parts');
const heading = 'GET \n\n/things/v1/things/:thing_id/parts\n';

describe('a path spec', () => {
  test.each([
    ['the YAML alone', yaml],
    [
      'a copied page with its heading',
      `Skip to main content\n\nParts\n\n${heading}\nText\n${yaml}`,
    ],
    [
      'a heading with method and path on one line',
      `GET /things/v1/things/:thing_id/parts\n${yaml}`,
    ],
    [
      'a heading with the host',
      `GET\nhttps://api.confluent.cloud/things/v1/things/:thing_id/parts\n${yaml}`,
    ],
    [
      'a page with Windows line ends and a byte order mark',
      `\uFEFF${heading}${yaml}`.replaceAll('\n', '\r\n'),
    ],
  ])('reads the same from %s', (_, text) => {
    expect(readSpec('a.yaml', text)).toEqual(readSpec('a.yaml', yaml));
  });

  test('accepts a heading whose path ends with an action', () => {
    const action = specWith('{ type: object }', '/things/{id}:start');
    expect(() => readSpec('a.yaml', `GET\n/things/:id:start\n${action}`)).not.toThrow();
  });

  test.each([
    ['no paths', 'openapi: 3.0.0\n', 'a.yaml\n', 'no line `paths:`'],
    ['nothing below paths', 'paths:\n', 'a.yaml#/paths\n', 'holds no path'],
    ['another top-level key', `${yaml}components: {}\n`, 'a.yaml#/components\n', 'beside `paths`'],
    [
      'another method in the heading',
      `POST\n/things/v1/things/:thing_id/parts\n${yaml}`,
      'a.yaml#/paths\n',
      'headed POST',
    ],
    [
      'another path in the heading',
      `GET\n/things/v1/things\n${yaml}`,
      'a.yaml#/paths\n',
      'GET /things/v1/things/:thing_id/parts',
    ],
    ['broken YAML', `${heading}paths:\n  /a:\n    get: [\n`, 'a.yaml:7:1\n', 'broken YAML'],
    [
      'a key that stands twice',
      `${heading}paths:\n  /a:\n    get: {}\n    get: {}\n`,
      'a.yaml:7:5\n',
      'unique',
    ],
    ['text after the YAML', `${yaml}Send API request\n`, 'a.yaml:8:1\n', 'broken YAML'],
  ])('is refused for %s, with the place and the fix', (_, text, place, found) => {
    const read = (): unknown => readSpec('a.yaml', text);
    expect(read).toThrow(place);
    expect(read).toThrow(found);
    expect(read).toThrow('to do: ');
  });
});
