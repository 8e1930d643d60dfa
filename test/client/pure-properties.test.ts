import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readErrorItems } from '../../src/error-items.js';
import { foldText } from '../../src/fold-text.js';
import { readPageToken } from '../../src/page-token.js';
import { fillPath } from '../../src/path.js';
import { redact, redactCause } from '../../src/redact.js';

const FIELDS = ['id', 'code', 'title', 'detail', 'parameter', 'pointer'];
const SERVER_FIELDS = [
  ...['errors', 'error', 'error_code', 'status_code', 'message', 'source', 'type'],
  ...FIELDS,
];

/** JSON as a server may send it, with the names that mean something in unlikely places. */
const { body } = fc.letrec((tie) => ({
  body: fc.oneof(
    { maxDepth: 4 },
    fc.string(),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('body'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...SERVER_FIELDS), tie('body')),
  ),
}));

test('the errors of any body are objects that hold some of the known fields as text', () => {
  fc.assert(
    fc.property(body, (given) => {
      for (const item of readErrorItems(given)) {
        expect(FIELDS).toEqual(expect.arrayContaining(Object.keys(item)));
        expect(Object.keys(item)).not.toEqual([]);
        for (const text of Object.values(item)) expect(text).toMatch(/\S/);
      }
    }),
  );
});

test('folded text is one line of visible characters, 300 at most', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 1000 }), (text) => {
      const folded = foldText(text);
      expect(folded.length).toBeLessThanOrEqual(300);
      expect(folded).toBe(folded.trim());
      expect(folded.replaceAll(' ', '')).not.toMatch(/[\s\p{C}]/u);
    }),
  );
});

describe('redacted data', () => {
  const secret = fc.string({ minLength: 8, maxLength: 40 });

  test('holds no secret, wherever it stood', () => {
    fc.assert(
      fc.property(secret, fc.jsonValue(), (canary, value) => {
        fc.pre(!'***'.includes(canary));
        const data = { [`a${canary}`]: [`${canary}b`, { c: canary }], value };
        const strings = JSON.stringify(redact(data, [canary]));
        expect(strings).not.toContain(JSON.stringify(canary).slice(1, -1));
      }),
    );
  });

  test('is otherwise the same', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const secrets = ['no such thing in there', '1234567', ''];
        expect(redact(value, secrets)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test('that is large does not stop it', () => {
    const text = `${'\\"x'.repeat(30_000)} secret-secret`;
    expect(redact(text, ['secret-secret'])).toBe(`${'\\"x'.repeat(30_000)} ***`);
  });
});

test('a cause without a secret is the same object, whatever hangs on it', () => {
  const cyclic: Record<string, unknown> = { list: [new Map([['a', new Set(['b'])]])] };
  cyclic['self'] = cyclic;
  const cause = Object.assign(new AggregateError([new Error('a')], 'b', { cause: cyclic }), {
    bytes: new Uint8Array(4),
    nothing: null,
    [Symbol('c')]: () => 'd',
  });
  expect(redactCause(cause, ['secret-secret'])).toBe(cause);
  cyclic['list'] = [{ deep: new Map([['a', new Set(['a secret-secret b'])]]) }];
  expect(redactCause(cause, ['secret-secret'])).toEqual(new Error('AggregateError: b'));
});

describe('the page token of a link', () => {
  const prefix = fc.constantFrom('', '/', '/a/b', 'https://api.confluent.cloud/x', '//h', 'a b:c');

  test('is what was encoded into it, among whatever else', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1 }),
        prefix,
        fc.array(fc.tuple(fc.constantFrom('a', 'page_size', 'xpage_token'), fc.string())),
        fc.array(fc.tuple(fc.constantFrom('b', 'page_token2'), fc.string())),
        fc.constantFrom('', '#', '#?page_token=no'),
        (token, start, before, after, end) => {
          const query = new URLSearchParams([...before, ['page_token', token], ...after]);
          expect(readPageToken(`${start}?${query}${end}`)).toBe(token);
        },
      ),
    );
  });

  test('is none where there is no link, and null where a link has none', () => {
    for (const end of [undefined, null, '']) expect(readPageToken(end)).toBeUndefined();
    fc.assert(
      fc.property(fc.anything(), (next) => {
        fc.pre(next !== undefined && next !== null && typeof next !== 'string');
        expect(readPageToken(next)).toBeNull();
      }),
    );
    for (const link of [' ', 'x', '?', '?page_token', '?page_token=', '#?page_token=x']) {
      expect(readPageToken(link)).toBeNull();
    }
  });
});

const step = fc.constantFrom('.', '..', '%2e', '.%2E', '%2e%2e', '...', '%2e.%2e', '../x', ' ');

test('a filled path names one segment for each parameter, and decodes to its value', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), step), (value) => {
      const fill = (): string => fillPath('/a/{id}/b', { id: value });
      if (/^(\.|%2e){0,2}$/i.test(value)) {
        expect(fill).toThrow(TypeError);
        return;
      }
      const { pathname } = new URL(fill(), 'https://api.test');
      expect(pathname.split('/').map(decodeURIComponent)).toEqual(['', 'a', value, 'b']);
    }),
  );
});
