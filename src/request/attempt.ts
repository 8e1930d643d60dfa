import createClient from 'openapi-fetch';
import { bearerAuthorization } from '../credentials.js';
import type { Authorization, CredentialSource } from '../credentials.js';
import { copyCause } from '../errors/cause.js';
import { createRedact, dropCutSecret } from '../errors/redact.js';
import type { Settings } from '../options.js';
import type { Method } from '../types.js';
import { MAX_BODY_BYTES, MAX_ERROR_BODY_BYTES, readBody } from './body.js';
import type { PreparedCall } from './prepare-call.js';
import { withDeadline } from './timing.js';

/** What an attempt came to. */
export type Outcome =
  /** A 2xx with its whole body. */
  | { readonly kind: 'success'; readonly response: Response; readonly text: string }
  /** A 2xx that is not what the specification promises. */
  | {
      readonly kind: 'unexpected';
      readonly response: Response;
      readonly text: string;
      readonly problem: string;
    }
  /** Another status; the body as openapi-fetch parsed it, undefined if it did not arrive in time. */
  | { readonly kind: 'failure'; readonly response: Response; readonly body: unknown }
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

/** A fault of the fetch, told apart from what a middleware throws. */
class FetchFault extends Error {
  readonly fault: Error;
  constructor(fault: Error) {
    super(fault.message, { cause: fault });
    this.name = fault.name;
    this.fault = fault;
  }
}

/** openapi-fetch for any document. */
type AnyClient = Record<
  Method,
  (path: string, init: Record<string, unknown>) => Promise<{ error?: unknown; response: Response }>
>;

/** Creates the function that sends the attempts of one client. */
export function createSendAttempt(settings: Settings): SendAttempt {
  const { baseUrl, credentials, timeoutMs, userAgent } = settings;
  const client: AnyClient = createClient<Record<string, Record<Lowercase<Method>, object>>>({
    baseUrl,
    headers: { 'User-Agent': userAgent },
  });
  const { origin } = new URL(baseUrl);

  return async ({ init, method, path, pathParameters, filledPath }, renewed) => {
    const middlewares = [...settings.middleware, ...init.middleware];
    let authorization: Authorization | undefined;
    let request: Request | undefined;
    let response: Response | undefined;

    const send = async (signal: AbortSignal): Promise<Outcome> => {
      const current = renewed ?? (await authorize(credentials));
      const { header, secrets } = current;
      authorization = current;

      const fetchAuthorized = async (prepared: Request): Promise<Response> => {
        try {
          // A token function or a middleware may have ignored the signal.
          signal.throwIfAborted();
          // A middleware may keep the request that it saw: it must not get the credentials.
          const mustCopy = middlewares.length > 0;
          request = mustCopy ? copyRequest(prepared, init.extensions, signal) : prepared;
          if (header && new URL(request.url).origin === origin) {
            request.headers.set('Authorization', header);
          }
          response = await (settings.fetch ?? globalThis.fetch)(request);
          limitText(secrets).onResponse({ response });
          return response;
        } catch (fault) {
          throw new FetchFault(copyCause(fault, createRedact(secrets)));
        }
      };
      const { error, response: last } = await client[method](path, {
        ...init.extensions,
        ...init.content,
        params: { ...init.params, path: pathParameters },
        baseUrl,
        fetch: fetchAuthorized,
        // The first middleware is the last to see the response.
        middleware: middlewares.length > 0 ? [limitText(secrets), ...middlewares] : [],
        parseAs: 'stream',
        pathSerializer: undefined,
        Request: undefined,
        signal,
      });
      response = last;
      return response.ok
        ? readSuccess(response, secrets)
        : { kind: 'failure', response, body: error };
    };

    const settle = async (): Promise<Outcome> => {
      try {
        const timed = await withDeadline(timeoutMs, init.signal, send);
        if (timed.kind === 'done') return timed.value;
        if (!response || response.ok) return { kind: 'timeout', response };
        return { kind: 'failure', response, body: undefined };
      } catch (error) {
        // The fetch may have rejected with the signal's own reason.
        init.signal?.throwIfAborted();
        if (error instanceof FetchFault) return { kind: 'fault', response, fault: error.fault };
        throw error;
      }
    };
    const outcome = await settle();
    // `request` is referenced to the end: undici drops an abort signal together with its Request.
    return { ...outcome, url: request?.url ?? baseUrl + filledPath, authorization };
  };
}

async function authorize(credentials: CredentialSource): Promise<Authorization> {
  switch (credentials.kind) {
    case 'fixed':
      return credentials.authorization;
    case 'function':
      return bearerAuthorization(await credentials.getToken());
  }
}

/**
 * Copies a request that middlewares have seen and may have replaced.
 *
 * The attempt's signal is given again, because undici loses the way from it to a replaced request.
 * Properties that fetch implementations of frameworks read, such as Next's `next`, are put back.
 */
function copyRequest(
  request: Request,
  extensions: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
): Request {
  const copy = new Request(request, { signal: AbortSignal.any([signal, request.signal]) });
  for (const [name, value] of [...Object.entries(request), ...Object.entries(extensions)]) {
    if (!(name in copy)) Object.defineProperty(copy, name, { value, enumerable: true });
  }
  return copy;
}

/**
 * Returns a middleware that makes `text()` of a failed response read at most 64 KiB and never
 * reject. openapi-fetch reads failed responses by it. A new Response with the short text would
 * refuse some statuses and reason phrases that servers send.
 */
function limitText(secrets: readonly string[]): {
  onResponse: (given: { response: Response }) => void;
} {
  return {
    onResponse({ response }) {
      if (response.ok) return;
      const text = async (): Promise<string> => {
        const body = await readBody(response, MAX_ERROR_BODY_BYTES);
        return body.kind === 'whole' ? body.text : dropCutSecret(body.text, secrets);
      };
      Object.defineProperty(response, 'text', { value: text, configurable: true });
    },
  };
}

async function readSuccess(response: Response, secrets: readonly string[]): Promise<Outcome> {
  const body = await readBody(response, MAX_BODY_BYTES);
  switch (body.kind) {
    case 'whole':
      return { kind: 'success', response, text: body.text };
    case 'cut': {
      const text = dropCutSecret(body.text.slice(0, MAX_ERROR_BODY_BYTES), secrets);
      return { kind: 'unexpected', response, text, problem: 'the body is longer than 64 MiB' };
    }
    case 'broken':
      throw new FetchFault(copyCause(body.fault, createRedact(secrets)));
  }
}
