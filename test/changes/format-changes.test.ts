import { describe, expect, it } from 'vitest';
import type { Change } from '../../scripts/changes/fold-changes.js';
import { formatChanges } from '../../scripts/changes/format-changes.js';
import { changes, documentWith } from './support.js';

const change = (rating: Change['rating'], subject = 'GET /a', alsoAt: string[] = []): Change => ({
  rating,
  subject,
  what: 'changed',
  alsoAt,
  rule: 'a rule',
  reason: 'a reason',
});

const lastLine = (all: Change[], version?: string): string | undefined =>
  formatChanges(all, version).split('\n').at(-1);

describe('the report of changes', () => {
  it('lists the gravest first, then by place, and names the step', () => {
    const all = [
      change('documentation', 'GET /a'),
      change('breaking', 'GET /b'),
      change('additive', 'GET /a'),
      change('breaking', 'GET /a'),
    ];
    expect(formatChanges(all, '1.2.3')).toBe(
      [
        '4 facts changed:',
        '  breaking       GET /a: changed',
        '  breaking       GET /b: changed',
        '  additive       GET /a: changed',
        '  documentation  GET /a: changed',
        'semver: major (1.2.3 -> 2.0.0)',
      ].join('\n'),
    );
  });

  it('counts every place of a change that shows at several', () => {
    const all = [
      change('additive', 'GET /a', ['GET /b']),
      change('breaking', 'GET /a', ['b', 'c']),
    ];
    expect(formatChanges(all, '1.2.3')).toBe(
      [
        '5 facts changed:',
        '  breaking       GET /a: changed (and 2 more places)',
        '  additive       GET /a: changed (and 1 more place)',
        'semver: major (1.2.3 -> 2.0.0)',
      ].join('\n'),
    );
  });

  it('says so where nothing changed', () => {
    expect(formatChanges([], '1.2.3')).toBe('no fact changed\nsemver: none');
  });

  it('reads as it should for a real change', () => {
    const before = documentWith({ parameters: [] });
    const foo = { name: 'foo', in: 'query', schema: { type: 'string' } };
    expect(formatChanges(changes(before, documentWith({ parameters: [foo] })), '1.2.3')).toBe(
      [
        '1 fact changed:',
        '  additive       GET /things query foo: added (string, optional)',
        'semver: minor (1.2.3 -> 1.3.0)',
      ].join('\n'),
    );
  });
});

describe('the semver step', () => {
  it.each([
    ['breaking', '1.2.3', 'semver: major (1.2.3 -> 2.0.0)'],
    ['additive', '1.2.3', 'semver: minor (1.2.3 -> 1.3.0)'],
    ['documentation', '1.2.3', 'semver: patch (1.2.3 -> 1.2.4)'],
    [
      'breaking',
      '0.1.0',
      'semver: major (0.1.0 -> 0.2.0, before 1.0 breaking changes step the minor)',
    ],
    ['additive', '0.1.0', 'semver: minor (0.1.0 -> 0.2.0)'],
    ['documentation', '0.1.0', 'semver: patch (0.1.0 -> 0.1.1)'],
    ['breaking', undefined, 'semver: major'],
  ] as const)('of a %s change after %s', (rating, version, line) => {
    expect(lastLine([change(rating)], version)).toBe(line);
  });

  it('is that of the gravest change', () => {
    expect(lastLine([change('documentation'), change('additive')])).toBe('semver: minor');
  });

  it('refuses a version that is none', () => {
    expect(() => formatChanges([change('additive')], 'next')).toThrow(RangeError);
  });
});
