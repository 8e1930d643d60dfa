import { createConfluentClient } from 'confluent-connect-plugins';
import type { ConfluentClient } from 'confluent-connect-plugins';
import { createStsTokenProvider } from 'confluent-connect-plugins/sts';
import type { StsTokenProvider, StsTokenProviderOptions } from 'confluent-connect-plugins/sts';
import { vi } from 'vitest';
import { CONNECTOR_PLUGINS_PATH } from '../../support/constants.js';
import type { StsConfluent } from './confluent.js';

/** Creates a token provider for a server, with tokens of its identity provider. */
export function provideTokens(
  confluent: StsConfluent,
  options: Partial<StsTokenProviderOptions> = {},
): StsTokenProvider {
  return createStsTokenProvider({
    identityPoolId: 'pool-abc1',
    subjectToken: confluent.identityProvider.requestToken,
    baseUrl: confluent.url,
    ...options,
  });
}

/** Creates a client that gets its tokens from a provider. */
export function connectWithTokens(
  { url }: StsConfluent,
  accessToken: StsTokenProvider,
): ConfluentClient {
  return createConfluentClient({ accessToken, baseUrl: url, maxRetryDelayMs: 1 });
}

/** Lists the plugins by one call. */
export async function list(confluent: ConfluentClient, signal?: AbortSignal): Promise<unknown> {
  return confluent.GET(CONNECTOR_PLUGINS_PATH, { signal });
}

/** Makes every wait before a retry as short as possible. */
export function skipJitter(): void {
  vi.spyOn(Math, 'random').mockReturnValue(0);
}
