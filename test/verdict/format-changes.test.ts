import { describe, expect, it } from 'vitest';
import type { RatedChange } from '../../scripts/verdict/compare-contracts.js';
import { formatChanges } from '../../scripts/verdict/format-changes.js';
import { changesBy } from './support.js';

const change = (rating: RatedChange['rating'], subject = 'GET /a'): RatedChange => {
  return { rating, subject, what: 'changed' };
};

describe('the report of changes', () => {
  it('lists the gravest change first, then by subject, and names the semver step', () => {
    const changes = [
      change('documentation'),
      change('breaking', 'GET /b'),
      change('additive'),
      change('breaking', 'GET /a'),
    ];
    expect(formatChanges(changes, '1.2.3')).toBe(
      [
        '4 changes:',
        '  breaking       GET /a: changed',
        '  breaking       GET /b: changed',
        '  additive       GET /a: changed',
        '  documentation  GET /a: changed',
        'semver: major (1.2.3 -> 2.0.0)',
      ].join('\n'),
    );
  });

  it('says that the contract is unchanged where nothing changed', async () => {
    expect(formatChanges(await changesBy(''), '1.2.3')).toBe(
      'the contract is unchanged\nsemver: none',
    );
  });
});

describe('the semver step', () => {
  it.each([
    ['breaking', '1.2.3', 'major (1.2.3 -> 2.0.0)'],
    ['additive', '1.2.3', 'minor (1.2.3 -> 1.3.0)'],
    ['documentation', '1.2.3', 'patch (1.2.3 -> 1.2.4)'],
    [
      'breaking',
      '0.1.0',
      'major (0.1.0 -> 0.2.0; before 1.0, a breaking change raises the minor version)',
    ],
    ['additive', '0.1.0', 'minor (0.1.0 -> 0.2.0)'],
    ['breaking', undefined, 'major'],
  ] as const)('of a %s change after %s is %s', (rating, version, step) => {
    expect(
      formatChanges([change(rating)], version)
        .split('\n')
        .at(-1),
    ).toBe(`semver: ${step}`);
  });

  it('cannot be named after a version that is no semver version', () => {
    expect(() => formatChanges([change('additive')], 'next')).toThrow(
      new RangeError('package.json has the version next, which is not one like 1.2.3'),
    );
  });
});
