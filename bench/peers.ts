/** A client that is measured. */
export interface Peer {
  /** The name of its module in peers/. */
  name: string;
  /** Its name in the tables. */
  label: string;
  /** The npm packages it consists of. */
  packages: readonly string[];
  /** Whether the client pages by itself. If not, its user writes a loop. */
  paginates: boolean;
}

export const ours = peer('ours', true, 'confluent-connect-plugins');
export const plainFetch = peer('fetch', false);
export const openapiFetch = peer('openapi-fetch', false, 'openapi-fetch');

/**
 * openapi-fetch with what its user would have to write for a call that ends in time: a signal of
 * `AbortSignal.any` and `AbortSignal.timeout`.
 */
export const openapiFetchWithSignal: Peer = {
  ...openapiFetch,
  name: 'openapi-fetch-with-signal',
  label: `${openapiFetch.label}, signal and timeout`,
};
/** Ours with a signal too, so that both can do the same. */
export const oursWithSignal: Peer = {
  ...ours,
  name: 'ours-with-signal',
  label: `${ours.label}, signal`,
};

export const peers: readonly Peer[] = [
  ours,
  plainFetch,
  openapiFetch,
  peer('hey-api', false, '@hey-api/openapi-ts'),
  peer('ky', false, 'ky'),
  peer('ofetch', false, 'ofetch'),
  peer('axios', false, 'axios'),
  peer('octokit', true, '@octokit/core', '@octokit/plugin-paginate-rest'),
  peer('openai', true, 'openai'),
  peer('cloudflare', true, 'cloudflare'),
  peer('stripe', true, 'stripe'),
];

function peer(name: string, paginates: boolean, ...packages: string[]): Peer {
  return { name, label: packages[0] ?? name, packages, paginates };
}
