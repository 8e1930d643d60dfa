/** Only the secrets are removed from the body of an error. */
import { ConfluentApiError, createConfluentClient } from 'confluent-connect-plugins';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { failureOf } from '../support/client.js';
import { API_SECRET, CONNECTOR_PLUGINS_PATH } from '../support/constants.js';

/** Returns the error of a call whose 400 has this body. */
async function errorFor(body: unknown, apiSecret = API_SECRET): Promise<ConfluentApiError> {
  const confluent = createConfluentClient({
    apiKey: 'a key that no body has in it',
    apiSecret,
    fetch: async () => Promise.resolve(Response.json(body, { status: 400 })),
  });
  return failureOf(ConfluentApiError, confluent.GET(CONNECTOR_PLUGINS_PATH));
}

const anySecret = fc.string({ minLength: 8, maxLength: 40 });

test('a secret is removed from a body wherever it is', async () => {
  await fc.assert(
    fc.asyncProperty(anySecret, fc.jsonValue(), async (secret, value) => {
      const body = { [`a${secret}`]: [`${secret}b`, { c: secret }], value };
      const error = await errorFor(body, secret);
      expect(JSON.stringify(error)).not.toContain(JSON.stringify(secret).slice(1, -1));
    }),
  );
});

test('a body without a secret is kept as it is', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), async (value) => {
      const body = JSON.parse(JSON.stringify({ value })) as object;
      expect((await errorFor(body)).body).toEqual(body);
    }),
  );
});

test('a secret is removed from a long text with many escapes', async () => {
  const escapes = '\\"x'.repeat(10_000);
  const { body } = await errorFor({ detail: `${escapes} ${API_SECRET}` });
  expect(body).toEqual({ detail: `${escapes} ***` });
});

test('a secret of a million characters does not hide what the server said', async () => {
  const { body } = await errorFor({ detail: 'no' }, 'é1'.repeat(500_000));
  expect(body).toEqual({ detail: 'no' });
});

test('a secret of fewer than 8 characters is kept', async () => {
  const { body } = await errorFor({ detail: 'Unknown key: 1234567' }, '1234567');
  expect(body).toEqual({ detail: 'Unknown key: 1234567' });
});

test('the start of a secret is removed from the end of a text, and nothing else is', async () => {
  const start = API_SECRET.slice(0, 20);
  const { body } = await errorFor([
    `no: ${start}`,
    `no: ${start}${start}`,
    `no: ${start}, it says`,
  ]);
  expect(body).toEqual(['no: ', 'no: ', `no: ${start}, it says`]);
});

test('a secret that JSON escapes is removed from a text that has it within a string', async () => {
  const secret = 'quote"and\\backslash';
  const text = `{"detail":"no ${JSON.stringify(secret).slice(1, -1)} here`;
  expect((await errorFor(text, secret)).body).toBe('{"detail":"no *** here');
});
