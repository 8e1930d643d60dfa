import type { Authorization } from '../credentials.js';
import { copyCause } from '../errors/cause.js';
import { createRedact } from '../errors/redact.js';
import type { Redact } from '../errors/redact.js';
import type { FetchFunction, Settings } from '../options.js';
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
  /** No complete response in time, or not even a token; `response` if its headers arrived. */
  | {
      readonly kind: 'timeout';
      readonly response: Response | undefined;
      readonly awaited: 'accessToken' | 'complete response';
    }
  /** No complete response; `fault` is a copy without secrets. */
  | { readonly kind: 'fault'; readonly response: Response | undefined; readonly fault: Error };

/** The outcome of an attempt, and what was sent. */
export type Attempt = Outcome & {
  /** The URL that was sent, as the middlewares left it. */
  readonly url: string;
  /** The authorization of the request; undefined if another origin responded. */
  readonly authorization: Authorization | undefined;
  /** Takes the secrets of the call out of a text. */
  readonly redact: Redact;
};

/**
 * Sends one request and reads its response, within `timeoutMs`. Does not judge the response.
 *
 * @param renewed The authorization to use instead of the client's credentials.
 * @param fetch Sends the request. It is called once at most.
 * @throws What the caller's own code throws: the signal's reason, `accessToken`, a middleware.
 */
export type SendAttempt = (
  call: PreparedCall,
  renewed: Authorization | undefined,
  fetch: FetchFunction,
) => Promise<Attempt>;

const NO_BODY: BodyText = { kind: 'whole', text: '' };

/** Creates the function that sends the attempts of one client. */
export function createSendAttempt(settings: Settings): SendAttempt {
  const { authorize, baseUrl, timeoutMs } = settings;
  const ownStart = `${new URL(baseUrl).origin}/`;
  /** Tells whether a URL, as a Request or a Response has it, is of the origin of `baseUrl`. */
  const isOwn = (url: string): boolean => url.startsWith(ownStart);

  return async (call, renewed, fetch) => {
    const { init, secrets } = call;
    const middlewares = [...settings.middleware, ...init.middleware];
    const redact = createRedact(secrets);
    let authorization = renewed;
    let request: Request | undefined;
    let response: Response | undefined;
    /** Set when the origin of `baseUrl` has responded. */
    let ownAuthorization: Authorization | undefined;
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
          if (header && isOwn(request.url)) request.headers.set('Authorization', header);
          response = await fetch(request);
        } catch (thrown) {
          fault = copyCause(thrown, redact);
          throw fault;
        }
        if (isOwn(response.redirected ? response.url : request.url))
          ownAuthorization = authorization;
        return response;
      };
      response = await runMiddlewares(middlewares, { ...prepared, fetch: fetchAuthorized });
      const maxBytes = response.ok ? MAX_BODY_BYTES : MAX_ERROR_BODY_BYTES;
      const body = await readBody(response, maxBytes);
      if (response.ok && body.kind === 'broken') {
        fault = copyCause(body.fault, redact);
        throw fault;
      }
      return { kind: response.ok ? 'success' : 'failure', response, body };
    };

    const settle = async (): Promise<Outcome> => {
      try {
        const timed = await withDeadline(timeoutMs, init.signal, send);
        if (timed.kind === 'done') return timed.value;
        if (!response || response.ok) {
          const awaited = authorization ? 'complete response' : 'accessToken';
          return { kind: 'timeout', response, awaited };
        }
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
    return { ...outcome, url: request?.url ?? call.url, authorization: ownAuthorization, redact };
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
