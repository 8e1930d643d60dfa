import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeOutputs } from '../../scripts/emit/make-outputs.js';
import { readSpec } from '../../scripts/read/read-spec.js';
import { listFiles, writeFiles } from '../../scripts/shared/files.js';
import { Report } from '../../scripts/shared/report.js';
import { SpecError } from '../../scripts/shared/spec-error.js';
import { compileTexts, specWith } from './support.js';

describe('the folder of path specs', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'specs-'));
    mkdirSync(join(folder, 'paths/.git/sub'), { recursive: true });
    mkdirSync(join(folder, 'paths/sub'));
    for (const file of ['.git/sub/a.yaml', '.b.yaml', 'sub/c.yaml', 'd.yaml']) {
      writeFileSync(join(folder, 'paths', file), 'paths:\n');
    }
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  test('is read without hidden files and without what is in hidden folders', () => {
    expect(listFiles(folder, 'paths')).toEqual(['paths/d.yaml', 'paths/sub/c.yaml']);
  });

  test('may hold no symbolic link', () => {
    symlinkSync('/etc/hostname', join(folder, 'paths/e.yaml'));
    expect(() => listFiles(folder, 'paths')).toThrow('paths/e.yaml\n  found: a symbolic link');
  });

  test('is written through no symbolic link that has the name of a draft', () => {
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'x.txt.new'));
    writeFiles(folder, new Map([['x.txt', 'text']]));
    expect(listFiles(folder, 'paths')).toHaveLength(2);
    expect(() => listFiles(join(folder, '..'), 'elsewhere')).not.toThrow();
    expect(() => {
      rmSync(join(folder, 'elsewhere'));
    }).toThrow('ENOENT');
  });
});

describe('readSpec', () => {
  const nested = (depth: number): string =>
    specWith('{ items: '.repeat(depth) + '{}' + ' }'.repeat(depth));

  test('reads a schema that is nested 100 deep and gives a document', async () => {
    const contract = compileTexts({ 'a.yaml': nested(100) });
    expect((await makeOutputs(contract)).size).toBeGreaterThan(0);
  });

  test.each([500, 20_000])('refuses a schema that is nested %i deep as too deep', (depth) => {
    expect(() => readSpec('a.yaml', nested(depth))).toThrow(/nested deeper than 200 levels|deep/);
    expect(() => readSpec('a.yaml', nested(depth))).toThrow(SpecError);
  });

  test('refuses aliases that grow beyond all bounds', () => {
    const levels = Array.from({ length: 9 }, (_, index) => {
      const before = index === 0 ? 'x' : `*a${index - 1}`;
      return `  /b${index}: &a${index} [${Array.from({ length: 9 }, () => before).join(', ')}]`;
    });
    expect(() => readSpec('a.yaml', ['paths:', ...levels, ''].join('\n'))).toThrow(
      /a\.yaml\n {2}found: YAML that cannot be read: Excessive alias count/,
    );
  });

  test('says that the indentation was lost', () => {
    const lost = specWith('{}').replaceAll(/^ +/gm, '');
    expect(() => readSpec('a.yaml', lost)).toThrow(
      'found: `/things/v1/things:` without indentation below `paths:`',
    );
  });

  test.each([
    ['method names', 'GET \n'],
    ['spaces', `GET${' '.repeat(1000)}x\n`],
    ['blank lines', 'GET\n\n\n\n\n\n\n\n'],
    ['slashes', 'GET https:////////////\n'],
  ])('takes less than a second for 1 MB of %s above the YAML', (_, text) => {
    const page = text.repeat(1_000_000 / text.length) + specWith('{}');
    const start = performance.now();
    readSpec('a.yaml', page);
    expect(performance.now() - start).toBeLessThan(1000);
  });

  test('finds the heading after a line that only begins like one', () => {
    expect(() => readSpec('a.yaml', `GET started\nGET\n\n/wrong\n${specWith('{}')}`)).toThrow(
      'headed GET /wrong',
    );
  });
});

describe('a name that objects have by themselves', () => {
  const names = ['toString', 'constructor'];

  test.each(names)('is kept if %s is a property', async (name) => {
    const schema = `{ title: T, allOf: [{ type: object, properties: { ${name}: { type: string } } }, { type: object, properties: { a: { type: string } }, required: [${name}] }] }`;
    const outputs = await makeOutputs(compileTexts({ 'a.yaml': specWith(schema) }));
    expect(outputs.get('src/generated/openapi.ts')).toMatch(new RegExp(`\\b${name}: string;`));
  });

  test.each(names)('is kept if %s is a title', async (name) => {
    const schema = `{ title: ${name}, type: object, properties: { a: { type: string } } }`;
    const contract = compileTexts({ 'a.yaml': specWith(schema) });
    expect(Object.keys(contract.typeNames)).toEqual([name]);
    const outputs = await makeOutputs(contract);
    const typeName = Object.values(contract.typeNames)[0] ?? '';
    expect(outputs.get('src/generated/openapi.ts')).toContain(`${name}: ${typeName};`);
  });

  test.each(['__proto__', 'hasOwnProperty', 'valueOf', 'isPrototypeOf'])(
    'ends in an error if %s is a property or a title',
    (name) => {
      const properties = `{ type: object, properties: { ${name}: { type: string } } }`;
      const title = `{ title: ${name}, type: object, properties: { a: { type: string } } }`;
      const found = new RegExp(`a\\.yaml#.*\n.*the name ${name}, which every`);
      expect(() => readSpec('a.yaml', specWith(properties))).toThrow(found);
      expect(() => readSpec('a.yaml', specWith(title))).toThrow(found);
    },
  );
});

describe('a name with control characters', () => {
  const forged = 'a\nwarning: forged';

  test('forges no line of an error, from a path or a file name', () => {
    const error = new SpecError({ file: forged, pointer: forged }, forged, forged);
    expect(error.message.split('\n')).toHaveLength(3);
    expect(error.message).toContain('a\\u000awarning: forged');
  });

  test('forges no line of the report', () => {
    const report = new Report();
    report.warn(forged);
    report.note(forged);
    expect(String(report)).not.toMatch(/^warning: forged/m);
  });

  test('ends in an error if it is a path', () => {
    const text = specWith('{}').replace('/things/v1/things:', '"/things\\nforged":');
    expect(() => compileTexts({ 'a.yaml': text })).toThrow(/no path item: \/things\\u000aforged\n/);
  });

  test('forges no line of the contract if it is a property', async () => {
    const schema = '{ title: T, type: object, properties: { "a\\nT.forged": { type: string } } }';
    const outputs = await makeOutputs(compileTexts({ 'a.yaml': specWith(schema) }));
    expect(outputs.get('openapi/contract.txt')).not.toMatch(/^T\.forged/m);
  });
});
