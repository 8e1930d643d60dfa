import { describe, expect, it } from 'vitest';
import { compareContracts } from '../../scripts/changes/compare-contracts.js';
import { allRules } from '../../scripts/changes/rules.js';
import { cases } from './rule-cases.js';

describe('the rules', () => {
  it('have a case each', () => {
    expect(Object.keys(cases).sort()).toEqual(allRules.map(({ name }) => name).sort());
  });

  it.each(Object.entries(cases))('rate "%s", and nothing beside it', (name, [rating, pair]) => {
    const found = compareContracts(...pair).map((change) => [change.rule, change.rating]);
    expect(found).toEqual([[name, rating]]);
  });

  it('give a reason each', () => {
    expect(allRules.filter(({ reason }) => reason === '')).toEqual([]);
  });
});
