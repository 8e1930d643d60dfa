import { describe, expect, test } from 'vitest';
import { at, compileTexts, specWith } from './support.js';

const clientUrl = 'https://api.confluent.cloud';
const servers = (...urls: string[]): string =>
  `servers: [${urls.map((url) => `{ url: '${url}' }`).join(', ')}]`;
const securedBy = (...alternatives: string[]): string =>
  `security: [${alternatives.map((names) => `{ ${names} }`).join(', ')}]`;

describe('the security schemes of the document', () => {
  test.each([
    ['cloud-api-key', 'basic'],
    ['resource-api-key', 'basic'],
    ['api-key', 'basic'],
    ['global-api-key', 'basic'],
    ['external-access-token', 'bearer'],
    ['oauth', 'bearer'],
  ])('define %s as HTTP %s', (name, scheme) => {
    const { document } = compileTexts({
      'a.yaml': specWith('{}', '/a', securedBy(`${name}: []`)),
    });
    expect(at(document, `/components/securitySchemes/${name}`)).toMatchObject({
      type: 'http',
      scheme,
    });
  });

  test('define confluent_auth, whose scopes are permissions, as OAuth 2', () => {
    const { document } = compileTexts({
      'a.yaml': specWith(
        '{}',
        '/a',
        securedBy('cloud-api-key: []', "confluent_auth: ['Read:Thing']"),
      ),
    });
    expect(at(document, '/components/securitySchemes/confluent_auth/type')).toBe('oauth2');
  });

  test.each([
    ['a key of one resource', ['resource-api-key: []'], 'resource-api-key'],
    ['a token of an identity provider', ['oauth: []', 'external-access-token: []'], 'oauth, ext'],
    ['two credentials at once', ['cloud-api-key: [], confluent-sts-access-token: []'], 'cloud-'],
  ])('come with a warning if an operation takes only %s', (_, alternatives, names) => {
    const { report } = compileTexts({
      'a.yaml': specWith('{}', '/a', securedBy(...alternatives)),
      'b.yaml': specWith('{}', '/b', securedBy('cloud-api-key: []')),
    });
    expect(report).toContain(
      `warning: operations that take none of the client's credentials, but ${names}`,
    );
    expect(report).toMatch(/: GET \/a$/m);
  });

  test.each([
    ['no credential', securedBy('')],
    [
      'a global API key or a key of one resource',
      securedBy('resource-api-key: []', 'global-api-key: []'),
    ],
    ['whatever the API takes', 'summary: No security'],
  ])('come without a warning if an operation takes %s', (_, security) => {
    const { report } = compileTexts({ 'a.yaml': specWith('{}', '/a', security) });
    expect(report).not.toContain('warning');
  });
});

describe('the servers of the document', () => {
  test('are those that the client asks, even if most operations name another host', () => {
    const { document, report } = compileTexts({
      'a.yaml': specWith('{}', '/a', servers('https://two.example')),
      'b.yaml': specWith('{}', '/b', servers('https://two.example')),
      'c.yaml': specWith('{}', '/c', servers(`${clientUrl}/`)),
      'd.yaml': specWith('{}', '/d', servers('https://three.example')),
      'e.yaml': specWith('{}', '/e'),
    });
    expect(document['servers']).toEqual([{ url: clientUrl }]);
    expect(at(document, '/paths/~1a/get/servers')).toEqual([{ url: 'https://two.example' }]);
    expect(at(document, '/paths/~1c/get/servers')).toBeUndefined();
    expect(report).toMatch(
      /^warning: operations of https:\/\/two\.example, which the client does not ask: .*: GET \/a, GET \/b$/m,
    );
    expect(report).toMatch(/^warning: operations of https:\/\/three\.example, .*: GET \/d$/m);
    expect(report).not.toMatch(/GET \/[ce]/);
  });

  test('stay at an operation that names others besides the one that the client asks, without a warning', () => {
    const { document, report } = compileTexts({
      'a.yaml': specWith('{}', '/a', servers(clientUrl, 'https://stag.example')),
    });
    expect(at(document, '/paths/~1a/get/servers/1/url')).toBe('https://stag.example');
    expect(report).not.toContain('warning');
  });
});
