import { describe, expect, test } from 'vitest';
import { emitTypes } from '../../scripts/emit/emit-types.js';
import { at, compileTexts, specWith } from './support.js';

const meta =
  '{ title: Meta, type: object, required: [self], properties: { self: { type: string, readOnly: true } } }';
const thing =
  '{ title: Thing, type: object, required: [id], properties: { id: { type: string, readOnly: true }, name: { type: string } } }';
const changeWith = (property: string): string =>
  `{ title: ThingChange, type: object, properties: { ${property}, id: { type: string, readOnly: true }, thing: ${thing}, meta: { allOf: [${meta}], readOnly: true } } }`;
const change = changeWith('reason: { type: string }');
const bodyOf = (schema: string): string =>
  `requestBody: { content: { application/json: { schema: ${schema} } } }`;
const thingPage = specWith(thing, '/thing');
const changePage = specWith('{ type: string }', '/change', bodyOf(change));

const namesOf = ({ document }: ReturnType<typeof compileTexts>): string[] =>
  Object.keys(at(document, '/components/schemas') as object);
const typesOf = async (
  contract: ReturnType<typeof compileTexts>,
  name: string,
): Promise<string | undefined> => {
  const types = await emitTypes(contract);
  return new RegExp(`^export type ${name} = [^]*?^};`, 'm').exec(types)?.[0];
};

describe('a component with readOnly properties', () => {
  test('has a second one for request bodies if responses have it too', () => {
    const contract = compileTexts({ 'a.yaml': specWith(thing, '/a', bodyOf(thing)) });
    expect(namesOf(contract)).toEqual(['Thing', 'ThingInput']);
  });

  test('keeps its name if only request bodies have it, and demands no readOnly property', async () => {
    const contract = compileTexts({ 'a.yaml': specWith('{ type: string }', '/a', bodyOf(thing)) });
    expect(namesOf(contract)).toEqual(['Thing']);
    expect(await typesOf(contract, 'Thing')).toContain('id?: string');
  });

  test('that refers to one of responses keeps its name and its shape when pages are added', () => {
    const first = compileTexts({ 'thing.yaml': thingPage, 'change.yaml': changePage });
    expect(namesOf(first)).toEqual(['Meta', 'Thing', 'ThingChange', 'ThingInput']);
    expect(at(first.document, '/components/schemas/ThingChange/properties/thing')).toEqual({
      $ref: '#/components/schemas/ThingInput',
    });
    const rival = changeWith('reason: { type: string }, size: { type: integer }');
    const rivals = {
      'a.yaml': specWith('{ type: string }', '/a', bodyOf(rival)),
      'b.yaml': specWith('{ type: string }', '/b', bodyOf(rival)),
    };
    const more = { 'thing.yaml': thingPage, 'change.yaml': changePage };
    const second = compileTexts({ ...rivals, ...more }, [], first);
    for (const name of namesOf(first)) {
      const pointer = `/components/schemas/${name}`;
      expect(at(second.document, pointer)).toEqual(at(first.document, pointer));
    }
    expect(namesOf(second)).toEqual([...namesOf(first), 'a.ThingChange'].sort());
  });

  test('is the same for a readOnly property of a request body as for responses', async () => {
    const alone = compileTexts({ 'change.yaml': changePage });
    const both = compileTexts({ 'change.yaml': changePage, 'm.yaml': specWith(meta, '/m') });
    expect(await typesOf(alone, 'Meta')).toContain('self: string');
    expect(await typesOf(both, 'Meta')).toBe(await typesOf(alone, 'Meta'));
  });
});
