import { describe, expect, test } from 'vitest';
import { changesByDocument, type DocumentEdit } from './support.js';

const linesOf = async (...edits: DocumentEdit[]): Promise<string[]> =>
  (await changesByDocument(...edits)).map(
    ({ rating, place, what }) => `${rating} ${place}: ${what}`,
  );

const pet = 'components schemas things.v1.Pet';
const spare = 'components schemas things.v1.Spare';
const list = 'paths /connect/v1/custom-connector-plugins get';
const mapping = { HOUND: '#/components/schemas/things.v1.Dog' };

describe('a change that no fact shows', () => {
  test('is breaking', async () => {
    expect(await linesOf(['openapi', '3.1.1'])).toEqual([
      'breaking openapi.yaml: a change that no fact shows',
    ]);
  });

  test('is breaking at its component, also beside a change that a fact shows', async () => {
    expect(
      await linesOf([`${pet} discriminator mapping`, mapping], [`${list} description`, 'Lists.']),
    ).toEqual([
      'documentation GET /connect/v1/custom-connector-plugins: description',
      'breaking things.v1.Pet: a change that no fact shows',
    ]);
  });

  test('is documentation if programs do not read it', async () => {
    const schema = { type: 'string', deprecated: false, readOnly: false };
    expect(await linesOf([`${pet} properties kind`, schema])).toEqual([
      'documentation things.v1.Pet: a text that no fact shows',
    ]);
  });

  test('is documentation in the info and the tags of the document', async () => {
    expect(await linesOf(['info version', '2'])).toEqual([
      'documentation openapi.yaml: info.version',
    ]);
    expect(await linesOf(['tags', []])).toEqual(['documentation openapi.yaml: tags']);
  });
});

describe('a component that no operation uses', () => {
  test('is compared fact by fact', async () => {
    expect(await linesOf([`${spare} properties note type`, 'integer'])).toEqual([
      'breaking things.v1.Spare.note: string -> integer',
    ]);
  });

  test('has an exported type that code may read and write', async () => {
    expect(await linesOf([`${spare} required`, ['note']])).toEqual([
      'additive things.v1.Spare.note: optional -> required',
      'breaking type ThingsV1Spare: the new type does not fit the old one',
    ]);
  });
});
