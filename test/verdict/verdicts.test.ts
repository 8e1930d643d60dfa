import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { changesBy, changesByUndoing, type Edit } from './support.js';

interface Row {
  readonly edit: Edit & { readonly undo?: boolean };
  readonly changes: string;
}

const groups = parse(readFileSync('test/verdict/verdicts.yaml', 'utf8')) as Record<
  string,
  Record<string, Row>
>;

describe.each(Object.entries(groups))('the verdict %s', (_group, rows) => {
  it.each(Object.entries(rows))('on %s', async (_edit, { edit, changes }) => {
    const found = await (edit.undo ? changesByUndoing(edit) : changesBy(edit));
    const lines = found.map(({ rating, place, what }) => `${rating} ${place}: ${what}`);
    expect(lines.sort()).toEqual(changes.split('\n').filter(Boolean).sort());
  });
});
