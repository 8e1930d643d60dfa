import type { Authorization } from '../credentials.js';
import { copyCause } from '../errors/cause.js';
import { createRedact } from '../errors/redact.js';
import type { Settings } from '../options.js';
import { MAX_BODY_BYTES, MAX_ERROR_BODY_BYTES, readBody } from './read-response-body.js';
import type { BodyText } from './read-response-body.js';
import type { PreparedCall } from './prepare-call.js';
import { addExtensions, createRequest } from './create-request.js';
import { runMiddlewares } from './run-middlewares.js';
import { withDeadline } from './timing.js';

/** What an attempt came to. */
export type Outcome =
  /** A 2xx with its body, whole or cut; or another status with its body, empty if time ran out. */
  | { readonly kind: 'success' | 'failure'; readonly response: Response; readonly body: BodyText }
  /** No complete response in time; `response` if its headers arrived. */
  | { readonly kind: 'timeout'; readonly response: Response | undefined }
  /** No complete response; `fault` is a copy without secrets. */
  | { readonly kind: 'fault'; readonly response: Response | undefined; readonly fault: Error };

/** The outcome of an attempt, and what was sent. */
export type Attempt = Outcome & {
  /** The URL that was sent, as the middlewares left it. */
  readonly url: string;
  /** What authorized the request; undefined if there was no time to find out. */
  readonly authorization: Authorization | undefined;
};

/**
 * Sends one request and reads its response, within `timeoutMs`. Does not judge the response.
 *
 * @param renewed The authorization to use instead of the client's credentials.
 * @throws What the caller's own code throws: the signal's reason, `accessToken`, a middleware.
 */
export type SendAttempt = (
  call: PreparedCall,
  renewed: Authorization | undefined,
) => Promise<Attempt>;

const NO_BODY: BodyText = { kind: 'whole', text: '' };

/** Creates the function that sends the attempts of one client. */
export function createSendAttempt(settings: Settings): SendAttempt {
  const { authorize, baseUrl, fetch, timeoutMs } = settings;
  const { origin } = new URL(baseUrl);

  return async (call, renewed) => {
    const { init, filledPath, secrets } = call;
    const middlewares = [...settings.middleware, ...init.middleware];
    let authorization = renewed;
    let request: Request | undefined;
    let response: Response | undefined;
    let fault: Error | undefined;

    const send = async (signal: AbortSignal): Promise<Outcome> => {
      authorization ??= await authorize();
      const { header } = authorization;
      for (const secret of authorization.secrets) secrets.add(secret);
      // The token function may have ignored the signal.
      signal.throwIfAborted();

      const prepared = createRequest(call, signal);
      const fetchAuthorized = async (shown: Request): Promise<Response> => {
        try {
          // A middleware may have ignored the signal.
          signal.throwIfAborted();
          // A middleware may keep the request that it saw: it must not get the credentials.
          const mustCopy = middlewares.length > 0;
          request = mustCopy ? copyRequest(shown, init.extensions, signal) : shown;
          if (header && new URL(request.url).origin === origin) {
            request.headers.set('Authorization', header);
          }
          response = await fetch(request);
          return response;
        } catch (thrown) {
          fault = copyCause(thrown, createRedact(secrets));
          throw fault;
        }
      };
      response = await runMiddlewares(middlewares, { ...prepared, fetch: fetchAuthorized });
      const maxBytes = response.ok ? MAX_BODY_BYTES : MAX_ERROR_BODY_BYTES;
      const body = await readBody(response, maxBytes);
      if (response.ok && body.kind === 'broken') {
        return { kind: 'fault', response, fault: copyCause(body.fault, createRedact(secrets)) };
      }
      return { kind: response.ok ? 'success' : 'failure', response, body };
    };

    const settle = async (): Promise<Outcome> => {
      try {
        const timed = await withDeadline(timeoutMs, init.signal, send);
        if (timed.kind === 'done') return timed.value;
        if (!response || response.ok) return { kind: 'timeout', response };
        return { kind: 'failure', response, body: NO_BODY };
      } catch (error) {
        // The fetch may have rejected with the signal's own reason.
        init.signal?.throwIfAborted();
        if (!fault || error !== fault) throw error;
        return { kind: 'fault', response, fault };
      }
    };
    const outcome = await settle();
    // Reading `request` here keeps it alive: undici drops the signal of a Request that is collected.
    return { ...outcome, url: request?.url ?? baseUrl + filledPath, authorization };
  };
}

/**
 * Copies a request that middlewares have seen and may have replaced.
 *
 * The attempt's signal is given again, because undici does not pass it on to a replaced request.
 * Extensions are added again, because a copy does not have them.
 */
function copyRequest(request: Request, extensions: object, signal: AbortSignal): Request {
  const copy = new Request(request, { signal: AbortSignal.any([signal, request.signal]) });
  // A middleware may have changed the extensions of the request that it saw.
  addExtensions(copy, request);
  addExtensions(copy, extensions);
  return copy;
}
