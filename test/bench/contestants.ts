/** A client, as the tables show it. */
export interface Contestant {
  /** Its module in peers/. */
  name: string;
  label: string;
  /** The packages it consists of. */
  packages: readonly string[];
  /** Whether it turns the pages by itself, or its user writes the loop. */
  turnsPages: boolean;
}

export const ours = contestant('ours', true, 'confluent-connect-plugins');
export const plainFetch = contestant('fetch', false);
export const openapiFetch = contestant('openapi-fetch', false, 'openapi-fetch');

export const contestants: readonly Contestant[] = [
  ours,
  plainFetch,
  openapiFetch,
  contestant('hey-api', false, '@hey-api/openapi-ts'),
  contestant('ky', false, 'ky'),
  contestant('ofetch', false, 'ofetch'),
  contestant('axios', false, 'axios'),
  contestant('octokit', true, '@octokit/core', '@octokit/plugin-paginate-rest'),
  contestant('openai', true, 'openai'),
  contestant('cloudflare', true, 'cloudflare'),
  contestant('stripe', true, 'stripe'),
];

function contestant(name: string, turnsPages: boolean, ...packages: string[]): Contestant {
  return { name, label: packages[0] ?? name, packages, turnsPages };
}
