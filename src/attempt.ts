import type { Middleware } from 'openapi-fetch';
import { readStart } from './body.js';
import type { Method } from './operation.js';
import type { Outcome } from './outcome.js';
import type { Settings } from './settings.js';
import { withDeadline } from './timing.js';
import type { MaybeSignal } from './timing.js';

/** What of a caller's init is looked into here; openapi-fetch sees to the rest. */
export interface CallInit {
  params?: unknown;
  signal?: MaybeSignal;
  middleware?: Middleware[] | undefined;
}

/** openapi-fetch, for any document. */
export type AnyClient = Record<
  Method,
  (path: string, init: Record<string, unknown>) => Promise<{ error?: unknown; response: Response }>
>;

/**
 * Sends one request and reads its answer, within `timeoutMs`. What comes of it is not judged here.
 *
 * @param realPath The path with its parameters.
 * @throws What the caller's own code throws: the signal's reason, accessToken, middleware.
 */
export async function attempt(
  client: AnyClient,
  settings: Settings,
  method: Method,
  path: string,
  realPath: string,
  init: CallInit,
): Promise<Outcome> {
  const { baseUrl, origin, middleware } = settings;
  const outcome: Outcome = { url: baseUrl + realPath, secrets: [] };

  let fault: unknown;
  const markFault = (error: unknown): never => {
    // To openapi-fetch, a rejection with nothing would be no error.
    fault = error ? error : new Error();
    throw fault;
  };

  try {
    await withDeadline(settings.timeoutMs, init.signal, async (signal) => {
      const { scheme, secrets } = await settings.authorize();
      outcome.secrets = secrets;

      const send = async (request: Request): Promise<Response> => {
        let authorized = request;
        outcome.url = request.url;
        if (outcome.url.startsWith(origin)) {
          // A middleware may hold on to the request that it saw.
          if (middleware.length > 0 || init.middleware) authorized = new Request(request);
          authorized.headers.set('Authorization', `${scheme} ${secrets[0]}`);
        }
        const { fetch = globalThis.fetch } = settings;
        try {
          // The token or a middleware may have come too late.
          signal.throwIfAborted();
          const response = await fetch(authorized);
          outcome.response = response;
          // Of a failure openapi-fetch would read the whole body, and reject if it breaks off.
          return response.ok
            ? response
            : new Response((await readStart(response)) || null, response);
        } catch (error) {
          return markFault(error);
        }
      };

      const { error, response } = await client[method](path, {
        ...init,
        baseUrl,
        parseAs: 'stream',
        fetch: send,
        signal,
      });
      outcome.response = response;
      outcome.body = response.ok ? await response.text().catch(markFault) : error;
    });
  } catch (error) {
    // The fetch may have failed with the very reason.
    init.signal?.throwIfAborted();
    if (error !== fault) throw error;
    outcome.fault = error;
  }
  return outcome;
}
